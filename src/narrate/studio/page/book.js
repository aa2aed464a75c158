// The view of the book: what is said of it, its finished files, and the table of ACX.

import { ask } from "./api.js";
import { $, button, h, refill } from "./dom.js";
import { field } from "./dialogs.js";

/** @import {Acx, Checked, MadeFile} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */

const SOUND = /\.(mp3|m4a|m4b|opus|ogg|flac|wav)$/i;

export class BookView {
  /** @param {OpenBook} open */
  constructor(open) {
    this.open = open;
    this.form = h("div", {});
    this.files = h("div", {});
    this.acx = h("div", { "aria-live": "polite" });
    this.audio = h("audio", { controls: true, preload: "none", hidden: true });
    $("book").replaceChildren(this.form, this.files, this.audio, this.acx);
    open.addEventListener("change", () => this._drawForm());
  }

  async shown() {
    this._drawForm();
    const { files } = await ask(this.open.at("files"));
    this._drawFiles(files);
  }

  _drawForm() {
    const { title, author, story, script, settings } = this.open.book;
    const inputs = { title: text(title, "title"), author: text(author, "author") };
    const keep = (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.open.edit({
        kind: "book_data", title: inputs.title.value.trim(), author: inputs.author.value.trim(),
      });
    };
    const files = [...new Set([story, script, settings].filter(Boolean))].join(", ");
    refill(
      this.form,
      h("h2", {}, "The book"),
      h(
        "form",
        { class: "row", onsubmit: keep },
        field("Title", inputs.title),
        field("Author", inputs.author),
        h("button", { class: "main", "data-key": "keep" }, "Keep"),
      ),
      h("p", { class: "hint", dir: "auto" }, `Everything stands in ${files}.`),
    );
  }

  /** @param {MadeFile[]} files */
  _drawFiles(files) {
    const any = files.length > 0;
    const sounds = files.some((one) => SOUND.test(one.name));
    refill(
      this.files,
      h("h2", {}, "Finished files"),
      !any && h("p", {}, "Nothing is finished yet: record it first."),
      any && h("ul", { class: "files" }, ...files.map((one) => this._file(one))),
      any &&
        h(
          "p",
          { class: "row" },
          h("a", { class: "button", href: this.open.at("zip"), download: "" }, "All in one zip"),
          sounds && button("Check for ACX", () => void this._check(), { "data-key": "acx" }),
        ),
    );
  }

  /** @param {MadeFile} file */
  _file({ name, size }) {
    const address = this.open.at(`files/${encodeURIComponent(name)}`);
    const play = () => {
      this.audio.hidden = false;
      this.audio.src = address;
      void this.audio.play();
    };
    return h(
      "li",
      {},
      h("a", { href: address, download: name, dir: "auto" }, name),
      h("span", { class: "hint" }, bytes(size)),
      SOUND.test(name) && button("Play", play, { class: "small", "aria-label": `Play ${name}` }),
    );
  }

  async _check() {
    refill(this.acx, h("p", {}, "Measuring …"));
    const { files } = /** @type {Acx} */ (await ask(this.open.at("acx")));
    refill(this.acx, h("h2", {}, "ACX"), ...files.map(checked));
  }
}

/** @param {Checked} one */
const checked = ({ file, passed, figures }) =>
  h(
    "section",
    { class: "checked" },
    h("h3", { dir: "auto" }, file, h("span", { class: `pill ${passed ? "good" : "bad"}` }, passed ? "passes" : "fails")),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...["", "Is", "Wanted", ""].map((one) => h("th", { scope: "col" }, one)))),
      h(
        "tbody",
        {},
        ...figures.map((one) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, one.name),
            ...[one.value, one.wanted, one.passed ? "✓" : "✗ fails"].map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    ),
  );

/**
 * @param {string} value
 * @param {string} key
 */
const text = (value, key) => h("input", { value, dir: "auto", "data-key": key, autocomplete: "off" });

/** @param {number} size */
const bytes = (size) =>
  size < 1e6 ? `${Math.max(1, Math.round(size / 1e3))} kB` : `${(size / 1e6).toFixed(1)} MB`;
