// The view of the recording: what is recorded and what is stale, and how far the work is.

import { ask, send } from "./api.js";
import { byChapter } from "./chapter_progress.js";
import { $, button, clock, count, h, refill } from "./dom.js";
import { timeline } from "./finished.js";
import { say } from "./notice.js";
import { Suspicion } from "./suspicion.js";

/** @import {Changed, Chapter, ChapterSound, Recording as Progress, Sound} from "./types.js" */
/** @import {Far} from "./chapter_progress.js" */
/** @import {OpenBook} from "./open_book.js" */
/** @import {Player} from "./player.js" */

/** Tells by the event `text` that the text is to be seen from a segment on. */
export class Recording extends EventTarget {
  /**
   * @param {OpenBook} open
   * @param {Player} player
   */
  constructor(open, player) {
    super();
    this.open = open;
    this.player = player;
    /** @type {Sound | null} what was last known, which may be of an earlier version */
    this.sound = null;
    this.ended = 0; // how many recordings ended, each of which makes what was known old
    /** @type {Progress | null} */
    this.progress = null;
    this.state = h("div", { class: "state" });
    this.table = h("div", { class: "table" });
    this.suspicion = new Suspicion(open, player);
    $("recording").replaceChildren(this.state, this.table, this.suspicion.element);
    open.addEventListener("change", (event) => {
      if (/** @type {CustomEvent<Changed>} */ (event).detail.moved) this.sound = null;
      if (!$("recording").hidden) void this.shown();
    });
  }

  /** Draw the chapters as they are, with what is known of their sound, and ask for what is not. */
  async shown() {
    this._draw();
    const { ended } = this;
    const { version } = this.open.book;
    if (this._isKnown()) return;
    const [sound, progress] = await Promise.all([
      ask(this.open.at("sound")),
      this.progress ?? ask(this.open.at("recording")),
    ]);
    if (this.open.book.version !== version || this.ended !== ended) return; // it is asked again
    this.sound = sound;
    this.progress ??= progress;
    this._draw();
  }

  _isKnown() {
    return this.sound?.version === this.open.book.version;
  }

  _draw() {
    this._drawState();
    this._drawTable();
  }

  /** @param {Progress} told */
  async told(told) {
    const ended = this.progress?.state === "running" && told.state !== "running";
    this.progress = told;
    if (ended) {
      this.sound = null;
      this.ended += 1;
      say(ENDS[told.state] ?? told.message);
      if (told.state === "failed") say(told.message);
    }
    if ($("recording").hidden) return;
    if (ended) await this.shown();
    else this._draw();
  }

  /** @param {number[] | null} chapters null is all of them */
  async record(chapters) {
    await this._ask("recording", chapters ? { chapters } : {});
  }

  async cancel() {
    await this._ask("recording/cancel", {});
  }

  /**
   * @param {string} what
   * @param {object} body
   */
  async _ask(what, body) {
    await this.told(await send(this.open.at(what), body));
  }

  _drawState() {
    const { progress, sound } = this;
    if (progress?.state === "running") return refill(this.state, ...this._running(progress));
    if (!sound || !this._isKnown()) {
      return refill(this.state, h("p", {}, "Looking at what is recorded …"));
    }
    const stale = sound.chapters.reduce((sum, one) => sum + one.stale.length, 0);
    const old = sound.chapters.filter((one) => !one.fresh).length;
    const length = sound.seconds ? ` It lasts about ${clock(sound.seconds)}.` : "";
    const told = stale ? `${count(stale, "segment")} to record.` : "Everything is recorded.";
    const chapters = old ? ` ${count(old, "chapter")} to finish.` : "";
    refill(
      this.state,
      h("p", {}, told + chapters + length),
      old > 0 &&
        button(this._isNew(sound) ? "Record the book" : "Record what changed", () => void this.record(null), {
          class: "main", "data-key": "record",
        }),
    );
  }

  /** @param {Sound} sound */
  _isNew(sound) {
    return sound.chapters.every((one) => !one.files.length);
  }

  /** @param {Progress} progress */
  _running({ lines, of, seconds_left }) {
    const left = seconds_left === null ? "" : `, about ${clock(seconds_left)} left`;
    return [
      h("progress", { max: of || 1, value: lines, "aria-label": "Recorded" }),
      h("p", {}, `${lines} of ${count(of, "line")} recorded${left}`),
      button("Cancel", () => void this.cancel(), { "data-key": "record" }),
    ];
  }

  _drawTable() {
    const heads = ["Chapter", "Recorded", "File"].map((one) =>
      h("th", { scope: "col", class: one === "Recorded" ? "n" : null }, one),
    );
    const { chapters } = this.open.book;
    const far = this.progress?.state === "running" ? byChapter(this.progress, chapters) : new Map();
    const rows = chapters.map((one, n) => this._row(one, this.sound?.chapters[n], far.get(one.number)));
    refill(
      this.table,
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...heads, h("td"))),
        h("tbody", {}, ...rows),
      ),
    );
  }

  /**
   * Hear a chapter with its text: as it is finished, or line by line.
   * @param {Chapter} chapter
   * @param {boolean} fresh
   */
  async _hear({ number, first }, fresh) {
    const finished = fresh ? await timeline(this.open, number) : null;
    this.dispatchEvent(new CustomEvent("text", { detail: first }));
    if (finished) this.player.hearFinished(finished);
    else await this.player.playFrom(first);
  }

  /**
   * @param {Chapter} chapter
   * @param {ChapterSound} [sound] what was last known of it
   * @param {Far} [far] how far it is, if it is being recorded
   */
  _row(chapter, sound, far) {
    const { number, title } = chapter;
    const { of = 0, stale = [], files = [], fresh = false } = sound ?? {};
    const key = (/** @type {string} */ what) => ({ class: "small", "data-key": `${what} ${number}` });
    const recorded = this._isKnown() ? `${of - stale.length} of ${of}` : "…";
    const state = fresh ? "finished" : files.length ? "stale" : "not finished";
    return h(
      "tr",
      {},
      h("th", { scope: "row", dir: "auto" }, title || `Chapter ${number}`),
      h("td", { class: "n" }, far ? inWords(far) : recorded),
      h("td", {}, this._isKnown() && h("span", { class: `pill ${fresh ? "good" : ""}` }, state)),
      h(
        "td",
        { class: "row" },
        !fresh && button("Record", () => void this.record([number]), key("record")),
        button(fresh ? "Listen" : "Play", () => void this._hear(chapter, fresh), key("play")),
        button("Inspect", () => void this.suspicion.show(number, files[0]), key("inspect")),
      ),
    );
  }
}

/** @param {Far} far */
const inWords = ({ share, seconds }) => {
  if (share === 1) return "recorded";
  const when = seconds === null ? "" : `, ready in about ${clock(seconds)}`;
  return `${Math.floor(100 * share)} %${when}`;
};

/** @type {Record<string, string>} */
const ENDS = { done: "The recording is finished.", cancelled: "The recording was cancelled." };
