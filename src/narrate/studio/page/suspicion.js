// A chapter's finished sound as a wave, and the takes of it that may be wrong.

import { ask } from "./api.js";
import { button, clock, count, h, refill } from "./dom.js";
import { timeline } from "./finished.js";
import { drawWave } from "./wave.js";

/** @import {Peaks, Suspect, Suspects} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */
/** @import {Player} from "./player.js" */

/** @type {Record<Suspect["reason"], string>} */
const REASONS = {
  silent: "nothing is heard", quiet: "too quiet", long: "longer than its words", clipped: "clipped",
};

const FULL = 0.99; // of what a sample can hold

export class Suspicion {
  /**
   * @param {OpenBook} open
   * @param {Player} player
   */
  constructor(open, player) {
    this.open = open;
    this.player = player;
    this.element = h("section", { class: "suspicion", "aria-live": "polite" });
    this.shows = 0; // how often it was asked to show a chapter
  }

  /**
   * @param {number} chapter its number
   * @param {string | undefined} file its finished sound
   */
  async show(chapter, file) {
    const number = (this.shows += 1);
    refill(this.element, h("p", {}, "Listening to what is recorded …"));
    const { suspects, missing } = /** @type {Suspects} */ (
      await ask(this.open.at(`suspects?chapter=${chapter}`))
    );
    const finished = file ? await timeline(this.open, chapter) : null;
    const places = new Map(finished?.starts.map((one) => [one.index, one]));
    const heard = await Promise.all(suspects.map((one) => this._heard(one)));
    const whole = file ? await this._peaks(`file=${encodeURIComponent(file)}&count=480`) : null;
    if (number !== this.shows) return; // another chapter was asked for meanwhile
    const info = this.open.book.chapters[chapter - 1];
    const found = suspects.length
      ? `${count(suspects.length, "take")} that may be wrong`
      : "No take seems wrong";
    const not = missing.length ? `; ${count(missing.length, "segment")} not recorded` : "";
    refill(
      this.element,
      h("h3", { dir: "auto" }, info?.title || `Chapter ${chapter}`),
      whole && chapterWave(whole, suspects, places),
      h("p", {}, `${found}${not}.`),
      h("ul", {}, ...heard.map((one) => this._entry(one, places.get(one.line)?.start))),
    );
    this.element.scrollIntoView({ block: "nearest" });
  }

  /**
   * What is seen of a suspect.
   * @param {Suspect} suspect
   */
  async _heard({ line, reason }) {
    const [segment] = await this.open.segments.range(line, line + 1);
    const { peaks, seconds } = await this._peaks(`line=${line}&count=180`);
    return { line, reason, text: segment?.text ?? "", peaks, seconds };
  }

  /**
   * @param {string} asked
   * @returns {Promise<Peaks>}
   */
  _peaks(asked) {
    return ask(this.open.at(`peaks?${asked}`));
  }

  /**
   * @param {Awaited<ReturnType<Suspicion["_heard"]>>} suspect
   * @param {number} [start] seconds at which it is heard in the chapter
   */
  _entry({ line, reason, text, peaks, seconds }, start) {
    const isMarked = (/** @type {number} */ peak) => reason !== "clipped" || peak >= FULL;
    const canvas = wave(360, 48, `Its sound, ${REASONS[reason]}`, peaks, isMarked);
    const at = start === undefined ? "" : ` at ${clock(start)}`;
    return h(
      "li",
      {},
      h("strong", {}, REASONS[reason]),
      `${at}, ${seconds.toFixed(1)} s long: `,
      h("q", { dir: "auto" }, text),
      canvas,
      button("Hear it", () => this.player.hear([line]), { class: "small" }),
    );
  }
}

/**
 * The wave of the chapter, with its suspects marked.
 * @param {Peaks} whole
 * @param {Suspect[]} suspects
 * @param {Map<number, {start: number, end: number}>} places
 */
const chapterWave = ({ peaks, seconds }, suspects, places) => {
  const found = suspects.flatMap(({ line, reason }) => {
    const place = places.get(line);
    return place ? [{ ...place, reason }] : [];
  });
  const told = found.map(({ start, reason }) => `${REASONS[reason]} at ${clock(start)}`);
  const label = [`The chapter's sound, ${clock(seconds)} long`, ...told].join("; ");
  const isMarked = (/** @type {number} */ _, /** @type {number} */ share) =>
    found.some(({ start, end }) => start <= share * seconds && share * seconds < end);
  const highest = Math.max(...peaks, 0.01); // a whole chapter is seen as high as there is room
  return wave(960, 72, label, peaks.map((one) => one / highest), isMarked);
};

/**
 * It is drawn in the colours of its place, so it must be put there at once.
 * @param {number} width
 * @param {number} height
 * @param {string} label what is seen, in words
 * @param {number[]} peaks
 * @param {(peak: number, share: number) => boolean} isMarked
 */
const wave = (width, height, label, peaks, isMarked) => {
  const canvas = h("canvas", { width, height, role: "img", "aria-label": label });
  requestAnimationFrame(() => drawWave(canvas, peaks, isMarked));
  return canvas;
};
