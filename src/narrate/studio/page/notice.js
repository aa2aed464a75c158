// Tells what happened, to the eye and to a screen reader.

import { $, h, refill } from "./dom.js";

/** @import {Problem} from "./types.js" */
/** @typedef {{label: string, run: () => void}} Offer what a person may do about it */

const STAYS_MS = 9000;
let timer = 0;

/**
 * @param {string} text
 * @param {...Offer} offers
 */
export const say = (text, ...offers) => {
  clearTimeout(timer);
  const buttons = offers.map(({ label, run }) =>
    h("button", { type: "button", onclick: () => { hush(); run(); } }, label),
  );
  $("notice").replaceChildren(h("p", { dir: "auto" }, text), ...buttons);
  timer = setTimeout(hushUnlessUsed, STAYS_MS);
};

export const hush = () => $("notice").replaceChildren();

const hushUnlessUsed = () => {
  const notice = $("notice");
  if (notice.matches(":hover, :focus-within")) timer = setTimeout(hushUnlessUsed, STAYS_MS);
  else hush();
};

/** @param {Problem} problem */
const inWords = ({ message, at, hint }) => [at, message, hint].filter(Boolean).join(": ");

/**
 * What could not be done.
 * @param {Problem} problem
 */
export const complain = (problem) => {
  const known = problem.code === "conflict" ? CONFLICT : inWords(problem);
  say(known);
};
const CONFLICT = "The book was changed elsewhere meanwhile. This is how it is now; do it again.";

/**
 * What is wrong as long as it is wrong.
 * @param {Problem[]} problems
 */
export const lament = (problems) =>
  refill($("problems"), ...problems.map((one) => h("p", { dir: "auto" }, inWords(one))));
