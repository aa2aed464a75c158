// Plays lines one after the other; each is recorded when it is first heard.

import { ask } from "./api.js";
import { $, button, h } from "./dom.js";
import { say } from "./notice.js";
import { takeAddress } from "./takes.js";

/** @import {OpenBook} from "./open_book.js" */

const SPEEDS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];
const SILENT = "The browser cannot play this sound: perhaps there is no loudspeaker.";
const NEXT = 40; // segments that are looked up at a time

/**
 * Tells by the event `line` that another line is heard, or none, and by `right` that the one that
 * is heard is to be put right.
 */
export class Player extends EventTarget {
  /** @param {OpenBook} open */
  constructor(open) {
    super();
    this.open = open;
    /** @type {number | null} the segment that is heard */
    this.line = null;
    /** @type {{line: number, address: string}[]} */
    this.queue = [];
    /** @type {import("./finished.js").Timeline["starts"]} of the finished chapter that is heard */
    this.starts = [];
    this.onwards = -1; // the segment from which it goes on after the queue; -1: it ends there
    this.audio = h("audio", { preload: "auto" });
    this.audio.addEventListener("ended", () => void this._next());
    this.audio.addEventListener("timeupdate", () => this._follow());
    this.audio.addEventListener("error", () => this._failed());
    for (const event of ["play", "pause"]) this.audio.addEventListener(event, () => this._draw());
    this.toggleButton = button("Pause", () => this.toggle(), { class: "main" });
    this.text = h("p", { class: "now", dir: "auto" });
    $("player").replaceChildren(
      this.toggleButton,
      button("Stop", () => this.stop()),
      this.text,
      button("Put this right", () => this._putRight(), { title: "Pause, and go to the line" }),
      this._speed(),
      this.audio,
    );
  }

  /**
   * Hear these segments.
   * @param {number[]} lines
   */
  hear(lines) {
    this.queue = lines.map((line) => this._take(line));
    this.onwards = -1;
    void this._next();
  }

  /**
   * Play from a segment on.
   * @param {number} index
   */
  async playFrom(index) {
    this.queue = [];
    this.onwards = index;
    await this._next();
  }

  /**
   * Hear a segment in voices that its speaker need not have, one after the other.
   * @param {number} line
   * @param {string[]} voices
   */
  hearAs(line, voices) {
    this.onwards = -1;
    this.queue = voices.map((voice) => {
      const asked = new URLSearchParams({ voice });
      return { line, address: `${this.open.at(`takes/${line}`)}?${asked}` };
    });
    void this._next();
  }

  /**
   * Hear another take of a segment.
   * @param {number} line
   * @param {import("./takes.js").Take} take
   */
  hearTake(line, take) {
    this.onwards = -1;
    const address = `${this.open.at(takeAddress(line, take))}&v=${this.open.book.version}`;
    this.queue = [{ line, address }];
    void this._next();
  }

  /**
   * Hear a finished chapter.
   * @param {import("./finished.js").Timeline} timeline
   */
  hearFinished({ file, starts }) {
    this.queue = [];
    this.onwards = -1;
    this._play(starts[0]?.index ?? 0, this.open.at(`files/${encodeURIComponent(file)}`));
    this.starts = starts;
  }

  /** Tell which segment of a finished chapter is heard. */
  _follow() {
    const now = this.audio.currentTime + 0.02; // a seek may end just before its place
    const line = this.starts.findLast((one) => one.start <= now)?.index;
    if (line === undefined || line === this.line || this.line === null) return;
    this.line = line;
    this._tell();
  }

  toggle() {
    if (this.line === null) return;
    if (this.audio.paused) void this.audio.play();
    else this.audio.pause();
  }

  _putRight() {
    if (this.line === null) return;
    this.audio.pause();
    this.dispatchEvent(new CustomEvent("right", { detail: this.line }));
  }

  stop() {
    this.queue = [];
    this.onwards = -1;
    this.line = null;
    this.audio.pause();
    this.audio.removeAttribute("src");
    this._tell();
  }

  async _next() {
    if (!this.queue.length && this.onwards >= 0) await this._more();
    const next = this.queue.shift();
    if (!next) return this.stop();
    this._play(next.line, next.address);
    if (this.queue[0]) void fetch(this.queue[0].address); // so that it is recorded by then
  }

  /** Queue what is said next. */
  async _more() {
    const { segments, book } = this.open;
    while (!this.queue.length && this.onwards < book.segments) {
      const found = await segments.range(this.onwards, this.onwards + NEXT);
      this.onwards += NEXT;
      const spoken = found.filter((one) => one.kind !== "scene_break");
      this.queue = spoken.map((one) => this._take(one.index));
    }
  }

  /** @param {number} line */
  _take(line) {
    return { line, address: `${this.open.at(`takes/${line}`)}?v=${this.open.book.version}` };
  }

  /**
   * @param {number} line
   * @param {string} address
   */
  _play(line, address) {
    const { playbackRate } = this.audio;
    this.line = line;
    this.starts = [];
    this.audio.src = address;
    this.audio.defaultPlaybackRate = this.audio.playbackRate = playbackRate;
    this.audio.play().catch((error) => {
      if (error.name === "NotAllowedError") say("Press play to hear it.");
    });
    this._tell();
  }

  /** The sound itself does not tell why it cannot be played; the server does. */
  _failed() {
    const address = this.audio.getAttribute("src");
    if (!address) return;
    this.stop();
    ask(address).catch((error) => {
      say(error instanceof SyntaxError ? SILENT : error.message); // a sound is no JSON
    });
  }

  _tell() {
    this.dispatchEvent(new Event("line"));
    this._draw();
  }

  _draw() {
    const heard = this.line === null ? undefined : this.open.segments.peek(this.line);
    $("player").hidden = this.line === null;
    this.toggleButton.textContent = this.audio.paused ? "Play" : "Pause";
    const who = heard?.kind === "dialogue" ? `${heard.speaker ?? "Nobody known"}: ` : "";
    this.text.textContent = heard ? who + heard.text : "";
  }

  _speed() {
    const options = SPEEDS.map((one) => h("option", { value: one, selected: one === 1 }, `${one}×`));
    const select = h("select", { "aria-label": "Speed" }, ...options);
    select.addEventListener("change", () => {
      this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(select.value);
    });
    return select;
  }
}
