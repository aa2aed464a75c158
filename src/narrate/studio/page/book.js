// The view of the book: what is said of it, its cover, its settings and its finished files.

import { ask, upload } from "./api.js";
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
    this.data = h("section", { class: "data", "aria-label": "The book" });
    this.files = new Files(open);
    $("book").replaceChildren(this.data, this.files.element);
    onDrop($("book"), (file) => void this._cover(file));
    open.addEventListener("change", () => {
      if (!$("book").hidden) void this._drawData();
    });
  }

  async shown() {
    await Promise.all([this._drawData(), this.files.draw()]);
  }

  async _drawData() {
    const version = this.open.book.version;
    const chosen = /** @type {Chosen} */ (await ask(this.open.at("settings")));
    if (this.open.book.version !== version) return; // the newer version is drawn, too
    const { script, settings } = this.open.book;
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
    const choose = () => pick("image/jpeg,image/png", (file) => void this._cover(file));
    return h(
      "div",
      { class: "cover" },
      has_cover ? h("img", { src, alt: "The cover" }) : h("p", { class: "hint" }, "No cover yet."),
      button("Choose a picture …", choose, { "data-key": "cover", class: "small" }),
      h("p", { class: "hint" }, "Or drop a JPEG or PNG here."),
    );
  }

  /** @param {File} file */
  async _cover(file) {
    const { id, book } = this.open;
    const path = `/api/covers/${encodeURIComponent(id)}?version=${book.version}`;
    this.open.take(await upload(path, file));
  }
}
