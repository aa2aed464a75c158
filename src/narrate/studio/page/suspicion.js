// A chapter's finished sound as a wave, and the takes of it that may be wrong.

import { ask } from "./api.js";
import { button, clock, count, h, refill } from "./dom.js";
import { drawWave } from "./wave.js";

/** @import {Suspect, Suspects} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */
/** @import {Player} from "./player.js" */

/** @type {Record<Suspect["reason"], string>} */
const REASONS = {
  silent: "nothing is heard", quiet: "too quiet", long: "longer than its words", clipped: "clipped",
};

export class Suspicion {
  /**
   * @param {OpenBook} open
   * @param {Player} player
   */
  constructor(open, player) {
    this.open = open;
    this.player = player;
    this.element = h("section", { class: "suspicion", "aria-live": "polite" });
  }

  /**
   * @param {number} chapter its number
   * @param {string | undefined} file its finished sound
   */
  async show(chapter, file) {
    refill(this.element, h("p", {}, "Listening to what is recorded …"));
    const { suspects, missing } = /** @type {Suspects} */ (
      await ask(this.open.at(`suspects?chapter=${chapter}`))
    );
    const lines = await Promise.all(suspects.map((one) => this._entry(one)));
    const info = this.open.book.chapters[chapter - 1];
    const found = suspects.length ? count(suspects.length, "take") : "No take";
    const not = missing.length ? `, ${count(missing.length, "segment")} not recorded` : "";
    refill(
      this.element,
      h("h3", { dir: "auto" }, info?.title || `Chapter ${chapter}`),
      await this._whole(file),
      h("p", {}, `${found} to listen to${not}`),
      h("ul", {}, ...lines),
    );
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {string | undefined} file */
  async _whole(file) {
    if (!file) return null;
    const canvas = h("canvas", { width: 960, height: 72, "aria-hidden": "true" });
    const { peaks } = await ask(this.open.at(`peaks?file=${encodeURIComponent(file)}&count=480`));
    requestAnimationFrame(() => drawWave(canvas, peaks)); // its colour is that of where it stands
    return canvas;
  }

  /** @param {Suspect} suspect */
  async _entry({ line, reason }) {
    const [segment] = await this.open.segments.range(line, line + 1);
    const canvas = h("canvas", { width: 360, height: 48, "aria-hidden": "true" });
    const peaks = await ask(this.open.at(`peaks?line=${line}&count=180`));
    requestAnimationFrame(() => drawWave(canvas, peaks.peaks));
    return h(
      "li",
      {},
      h("strong", {}, REASONS[reason]),
      ` (${clock(peaks.seconds)}) `,
      h("q", { dir: "auto" }, segment?.text ?? ""),
      canvas,
      button("Hear it", () => this.player.hear([line]), { class: "small" }),
    );
  }
}
