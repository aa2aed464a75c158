// The book that is open: what the server said of it last, and every way to change it.

import { ask, at, Refusal, send, upload } from "./api.js";
import { Segments } from "./segments.js";

/** @import {Book, Changed, Edit, Segment} from "./types.js" */

const MOVED = {
  code: /** @type {const} */ ("refused"),
  message: "the lines have moved meanwhile",
  at: "",
  hint: "do it again",
  version: null,
};

/**
 * After an edit, what was known of the segments stays until `segments.forget` is called.
 * Tells of itself by events: `change` with what changed, here or elsewhere; `problem` with a
 * Refusal; `close` as the last.
 */
export class OpenBook extends EventTarget {
  /** @param {Book} book */
  constructor(book) {
    super();
    this.book = book;
    this.segments = new Segments((start, count) =>
      ask(at(book.id, `segments?start=${start}&count=${count}`)),
    );
    /** @type {Promise<unknown>} the edits before, which are made one after the other */
    this.before = Promise.resolve();
    this.asked = 0; // how many edits are not answered yet
    this.moves = 0; // how often segments got other indices
    /** @type {Set<number>} versions that are known, though the server will tell of them yet */
    this.told = new Set();
    this.closed = false;
  }

  /** Tell of nothing any more: another book is open, and the page is its own. */
  close() {
    this.dispatchEvent(new Event("close"));
    this.closed = true;
  }

  get id() {
    return this.book.id;
  }

  /** @param {string} [rest] */
  at(rest) {
    return at(this.id, rest);
  }

  /**
   * Make an edit. Resolves with what changed by it, or null if it was refused. It is if segments
   * got other indices since they had moved *moves* times, when those of the edit were seen.
   * @param {Edit} edit
   * @param {number} [moves]
   * @returns {Promise<Changed | null>}
   */
  edit(edit, moves = this.moves) {
    return this._ask("edits", () => ({ edit }), moves);
  }

  undo() {
    return this._ask("undo", () => ({}));
  }

  redo() {
    return this._ask("redo", () => ({}));
  }

  /**
   * Ask for the book again: it was changed elsewhere, and has at least this *version*, or a file
   * of it is wrong since.
   * @param {number} version
   */
  refresh(version) {
    const asked = this.before.then(() => {
      if (!this.told.delete(version) && version >= this.book.version) return this._look();
    });
    this.before = asked;
    return asked;
  }

  /**
   * The book is as the answer to an edit says it is now.
   * @param {Changed} changed
   */
  take(changed) {
    this.told.add(changed.book.version);
    this._take(changed.book, changed);
  }

  async _look() {
    try {
      /** @type {Changed} */
      const changed = await ask(this.at(`changes?since=${this.book.version}`));
      const is = (/** @type {Book} */ one) =>
        JSON.stringify([one.version, one.problems, one.ready, one.settled]);
      if (is(changed.book) !== is(this.book)) this._take(changed.book, changed);
    } catch (error) {
      this._fail(error);
    }
  }

  /**
   * Take a picture for the cover. Resolves as an edit does.
   * @param {File} file
   */
  cover(file) {
    const path = () => `/api/covers/${encodeURIComponent(this.id)}?version=${this.book.version}`;
    return this._inTurn(() => upload(path(), file));
  }

  /**
   * @param {string} what
   * @param {() => object} body
   * @param {number} [moves] as they were when it was meant
   */
  _ask(what, body, moves = this.moves) {
    return this._inTurn(() => {
      if (what === "edits" && moves !== this.moves) throw new Refusal(MOVED);
      return send(this.at(what), { version: this.book.version, ...body() });
    });
  }

  /**
   * Make a change as soon as those before it are made.
   * @param {() => Promise<Changed>} change
   * @returns {Promise<Changed | null>}
   */
  _inTurn(change) {
    this.asked += 1;
    const asked = this.before.then(async () => {
      try {
        const changed = await this._counted(change);
        this.take(changed);
        return changed;
      } catch (error) {
        this._fail(error);
        if (error instanceof Refusal && error.problem.code === "conflict") await this._look();
        return null;
      }
    });
    this.before = asked;
    return asked;
  }

  /**
   * @param {() => Promise<Changed>} change
   * @returns {Promise<Changed>}
   */
  async _counted(change) {
    try {
      return await change();
    } finally {
      this.asked -= 1;
    }
  }

  /**
   * @param {Book} book
   * @param {Changed} changed
   */
  _take(book, changed) {
    if (this.closed) return;
    this.book = book;
    this.moves += Number(changed.moved);
    if (changed.moved) this.segments.forget(true);
    else this.segments.learn([...changed.told, ...changed.also]);
    this.dispatchEvent(new CustomEvent("change", { detail: changed }));
  }

  /** @param {unknown} error */
  _fail(error) {
    if (!(error instanceof Refusal)) throw error;
    if (this.closed) return;
    this.dispatchEvent(new CustomEvent("problem", { detail: error }));
  }
}
