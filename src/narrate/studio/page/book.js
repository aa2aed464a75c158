// The view of the book: what is said of it, its cover, its settings and its finished files.

import { ask } from "./api.js";
import { $, button, h, refill } from "./dom.js";
import { onDrop, pick } from "./dropping.js";
import { credits, exports } from "./exports.js";
import { Files } from "./files.js";
import { bookData, form, lexicon, pauses } from "./settings.js";

/** @import {Chosen} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */

export class BookView {
  /** @param {OpenBook} open */
  constructor(open) {
    this.open = open;
    this.drawn = 0; // the version that is seen
    this.data = h("section", { class: "data", "aria-label": "The book" });
    this.files = new Files(open);
    $("book").replaceChildren(this.data, this.files.element);
    onDrop($("book"), (file) => void this.open.cover(file));
    open.addEventListener("change", () => {
      if (!$("book").hidden && this.drawn !== open.book.version) void this._drawData();
    });
    open.addEventListener("problem", () => {
      if (!$("book").hidden) void this._drawData(); // what was asked for is not so
    });
  }

  async shown() {
    await Promise.all([this._drawData(), this.files.draw()]);
  }

  async _drawData() {
    const version = this.open.book.version;
    const chosen = /** @type {Chosen} */ (await ask(this.open.at("settings")));
    const { asked, book } = this.open;
    if (asked || book.version !== version) return; // what is asked for, or newer, is drawn then
    this.drawn = version;
    const { script, settings } = book;
    const kept = settings
      ? `All this is kept in ${settings}; who says what, in ${script}.`
      : `What you change here is kept in voices.yaml; who says what, in ${script}.`;
    refill(
      this.data,
      h("h2", {}, "The book"),
      this._picture(chosen),
      bookData(this.open, chosen),
      form(this.open, chosen),
      exports(this.open, chosen),
      credits(this.open, chosen),
      pauses(this.open, chosen),
      lexicon(this.open, chosen),
      h("p", { class: "hint", dir: "auto" }, kept),
    );
  }

  /** @param {Chosen} chosen */
  _picture({ has_cover, version }) {
    const src = `${this.open.at("cover")}?v=${version}`;
    const choose = () => pick("image/jpeg,image/png", (file) => void this.open.cover(file));
    return h(
      "div",
      { class: "cover" },
      has_cover ? h("img", { src, alt: "The cover" }) : h("p", { class: "hint" }, "No cover yet."),
      button("Choose a picture …", choose, { "data-key": "cover", class: "small" }),
      h("p", { class: "hint" }, "Or drop a JPEG or PNG here."),
    );
  }
}
