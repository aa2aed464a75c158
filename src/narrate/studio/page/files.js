// The finished files of a book: heard, taken home, measured for ACX.

import { ask } from "./api.js";
import { button, h, refill } from "./dom.js";

/** @import {Acx, Checked, MadeFile} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */

const SOUND = /\.(mp3|m4a|m4b|opus|ogg|flac|wav)$/i;
/** @type {Record<string, string>} */
const FIGURES = {
  rms_db: "loudness, dB RMS", peak_db: "peak, dB", floor_db: "noise floor, dB",
  head_s: "silence before, s", tail_s: "silence after, s", minutes: "minutes",
  rate_hz: "sample rate, Hz", channels: "channels", encoding: "encoding",
};

export class Files {
  /** @param {OpenBook} open */
  constructor(open) {
    this.open = open;
    this.list = h("div", {});
    this.acx = h("div", { "aria-live": "polite" });
    this.audio = h("audio", { controls: true, preload: "none", hidden: true });
    this.element = h("section", { "aria-label": "Finished files" }, this.list, this.audio, this.acx);
  }

  async draw() {
    const { files } = /** @type {{files: MadeFile[]}} */ (await ask(this.open.at("files")));
    const any = files.length > 0;
    const sounds = files.some((one) => SOUND.test(one.name));
    refill(
      this.list,
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
const checked = ({ file, passed, figures }) => {
  const verdict = passed ? "passes" : "fails";
  const heads = ["What", "Is", "Wanted", "Passes"];
  return h(
    "section",
    { class: "checked" },
    h("h3", { dir: "auto" }, file, h("span", { class: `pill ${passed ? "good" : "bad"}` }, verdict)),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...heads.map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, ...figures.map(figure)),
    ),
  );
};

/** @param {import("./types.js").Figure} one */
const figure = ({ name, value, wanted, passed }) => {
  const cells = [value, wanted, passed ? "✓ yes" : "✗ no"].map((cell) => h("td", {}, cell));
  return h("tr", {}, h("th", { scope: "row" }, FIGURES[name] ?? name), ...cells);
};

/** @param {number} size */
const bytes = (size) =>
  size < 1e6 ? `${Math.max(1, Math.round(size / 1e3))} kB` : `${(size / 1e6).toFixed(1)} MB`;
