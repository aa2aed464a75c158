// The list of chapters beside the text, and what may be done with the one the cursor is in.

import { askText } from "./dialogs.js";
import { button, count, h, refill } from "./dom.js";

/** @import {Chapter, Edit} from "./types.js" */
/** @import {Manuscript} from "./manuscript.js" */

export class Chapters {
  /**
   * @param {HTMLElement} element
   * @param {Manuscript} manuscript
   */
  constructor(element, manuscript) {
    this.element = element;
    this.manuscript = manuscript;
    this.chosen = 0; // the chapter's number
    this.waiting = false;
  }

  get book() {
    return this.manuscript.book;
  }

  draw() {
    this.chosen = this._numberAt(this.manuscript.selection.at);
    const entries = this.book.chapters.map((one) => this._entry(one));
    const out = this.book.left_out.map((one, index) => this._leftOut(one.title, index));
    refill(
      this.element,
      h("ol", {}, ...entries),
      out.length > 0 && h("h2", {}, "Left out"),
      out.length > 0 && h("ul", {}, ...out),
    );
    this.follow();
  }

  /** Show what may be done with the chapter the cursor is in. */
  choose() {
    if (this._numberAt(this.manuscript.selection.at) !== this.chosen) this.draw();
  }

  /** Mark the chapter that is seen, at the next frame. */
  follow() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      const number = String(this._numberAt(this.manuscript.blocks.top()));
      for (const one of this.element.querySelectorAll("[data-chapter]")) {
        if (one.getAttribute("data-chapter") !== number) one.removeAttribute("aria-current");
        else if (!one.hasAttribute("aria-current")) {
          one.setAttribute("aria-current", "location");
          one.scrollIntoView({ block: "nearest" });
        }
      }
    });
  }

  /** @param {number} index of a segment */
  _numberAt(index) {
    return this.book.chapters.findLast((one) => one.first <= index)?.number ?? 1;
  }

  /** @param {Chapter} chapter */
  _entry(chapter) {
    const { number, title, first, doubtful } = chapter;
    const label = h("span", { dir: "auto" }, title || `Chapter ${number}`);
    const sign = doubtful
      ? h("span", { class: "number", "aria-label": `${doubtful} doubtful` }, String(doubtful))
      : null;
    const go = h(
      "button",
      {
        type: "button", "data-chapter": number, "data-key": `chapter ${number}`,
        onclick: () => void this.manuscript.go(first, first, "start"),
      },
      label,
      sign,
    );
    return h("li", {}, go, number === this.chosen && this._tools(chapter));
  }

  /** @param {Chapter} chapter */
  _tools({ number, title }) {
    const last = number === this.book.chapters.length;
    const edit = (/** @type {Edit} */ one) => void this.manuscript.open.edit(one);
    const tools = [
      button("Rename …", () => void this._rename(number, title), { "data-key": "rename" }),
      !last &&
        button("Join with the next", () => edit({ kind: "join_chapters", number }), {
          "data-key": "join",
        }),
      this.book.chapters.length > 1 &&
        button("Leave out", () => edit({ kind: "leave_out", number }), { "data-key": "leave out" }),
    ];
    const label = "What may be done with the chapter";
    return h("div", { class: "tools", role: "group", "aria-label": label }, ...tools);
  }

  /**
   * @param {number} number
   * @param {string} before
   */
  async _rename(number, before) {
    const title = await askText("The chapter's title", "Title", before, "Rename");
    if (title) await this.manuscript.open.edit({ kind: "rename_chapter", number, title });
  }

  /**
   * @param {string} title
   * @param {number} index
   */
  _leftOut(title, index) {
    const take = () => void this.manuscript.open.edit({ kind: "take_back", index });
    const back = button("Take back", take, { "data-key": `take back ${index}` });
    return h("li", { class: "out" }, h("span", { dir: "auto" }, title), back);
  }
}
