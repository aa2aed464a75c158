// Asks the server, by the routes of narrate.studio.routes.

/** @import {Problem, Shelf, Book, Segments, Lines, Changed, Edit} from "./types.js" */

/** What the server says went wrong. */
export class Refusal extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const GONE = {
  code: /** @type {const} */ ("failed"),
  message: "the studio does not answer: it was ended, or another program holds it up",
  at: "",
  hint: "start it again with narrate studio",
  version: null,
};

/**
 * What is at *path*. Throws Refusal.
 * @param {string} path
 * @param {RequestInit} [how]
 * @returns {Promise<any>}
 */
export const ask = async (path, how) => {
  let answer;
  try {
    answer = await fetch(path, how);
  } catch {
    throw new Refusal(GONE);
  }
  const message = await answer.json();
  if (!answer.ok) throw new Refusal(message);
  return message;
};

/**
 * Send *body* as JSON. Throws Refusal.
 * @param {string} path
 * @param {unknown} body
 */
export const send = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/**
 * Send a file's bytes. Throws Refusal.
 * @param {string} path
 * @param {Blob} file
 */
export const upload = (path, file) => ask(path, { method: "PUT", body: file });

/** @returns {Promise<Shelf>} */
export const shelf = () => ask("/api/books");

/**
 * The address of a book, or of something of it.
 * @param {string} id
 * @param {string} [rest]
 */
export const at = (id, rest = "") => `/api/books/${encodeURIComponent(id)}${rest && `/${rest}`}`;
