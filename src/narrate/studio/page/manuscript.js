// The view of the text: the list of segments, a cursor in it, and the panel of the chosen line.

import { ask } from "./api.js";
import { Blocks } from "./blocks.js";
import { Chapters } from "./chapters.js";
import { $, count } from "./dom.js";
import { candidates, REACH, rest } from "./exchange.js";
import { isTyping } from "./fields.js";
import { Lines } from "./lines.js";
import { say } from "./notice.js";
import { Panel } from "./panel.js";
import { draw } from "./paragraph.js";
import { Selection } from "./selection.js";

/** @import {Changed, Segment} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */
/** @import {Player} from "./player.js" */

/** Tells by the event `voice` that who says a line is to get another voice. */
export class Manuscript extends EventTarget {
  /**
   * @param {OpenBook} open
   * @param {Player} player
   */
  constructor(open, player) {
    super();
    this.open = open;
    this.player = player;
    this.selection = new Selection();
    /** @type {number[]} the lines that changed with the last edit */
    this.fresh = [];
    this.entire = false; // whether the rest of the exchange is meant, too
    this.lines = new Lines(this);
    this.panel = new Panel($("panel"), this);
    this.chapters = new Chapters($("chapters"), this);
    this.blocks = new Blocks(
      $("scroller"),
      $("text"),
      (first, stop) => open.segments.paragraphs(first, stop),
      (paragraph, old) => this._drawn(paragraph, old),
    );
    this.blocks.lay(open.book);
    this.chapters.draw();
    this.selection.addEventListener("change", () => this._chosen());
    open.addEventListener("change", (event) => {
      void this._changed(/** @type {CustomEvent<Changed>} */ (event).detail);
    });
    open.addEventListener("problem", () => void this.panel.draw()); // what was asked for is not so
    player.addEventListener("line", () => void this._follow());
    listenTo($("text"), this);
    $("scroller").addEventListener("scroll", () => this.chapters.follow(), { passive: true });
  }

  get book() {
    return this.open.book;
  }

  /** Show the view as it was left. */
  async shown() {
    await this.go(this.selection.at, this.selection.from, "nearest");
  }

  /**
   * Put the cursor on a segment and bring it into view. It takes the focus, unless that was given to
   * something else until the segment is there.
   * @param {number} index
   * @param {number} [from]
   * @param {ScrollLogicalPosition} [where]
   */
  async go(index, from = index, where = "center") {
    const at = Math.max(0, Math.min(index, this.book.segments - 1));
    this.selection.set(at, Math.max(0, Math.min(from, this.book.segments - 1)));
    const had = document.activeElement;
    const element = await this.blocks.show(at, where);
    const has = document.activeElement;
    const elsewhere = has !== had && has !== document.body && had?.isConnected;
    if (this.selection.at === at && !elsewhere) element?.focus({ preventScroll: true });
  }

  /**
   * Go to the next or the last one before of *indices*, which are in order.
   * @param {number[]} indices
   * @param {1 | -1} by
   */
  async step(indices, by) {
    const { at } = this.selection;
    const ahead = by > 0 ? indices.find((n) => n > at) : indices.findLast((n) => n < at);
    const next = ahead ?? (by > 0 ? indices[0] : indices.at(-1));
    if (next === undefined) return false;
    await this.go(next);
    return true;
  }

  /** @param {1 | -1} by */
  async stepDoubtful(by) {
    const { lines } = await ask(this.open.at("doubtful"));
    const order = [...lines].sort((one, other) => one - other);
    if (!(await this.step(order, by))) say("No line is doubtful.");
  }

  /** Go to the line whose right speaker tells most of others; from there to what tells next to it. */
  async stepWorth() {
    const { lines } = await ask(this.open.at("doubtful?order=worth"));
    const next = lines[lines.indexOf(this.selection.at) + 1] ?? lines[0];
    if (next === undefined) say("No line is doubtful.");
    else await this.go(next);
  }

  /**
   * Go to the next or the last line before that is another than the story alone tells.
   * @param {1 | -1} by
   */
  async stepDiffering(by) {
    const { lines } = await ask(this.open.at("changed"));
    if (!(await this.step(lines, by))) say("Every line is as the story alone tells it.");
  }

  /** @param {1 | -1} by */
  async stepChanged(by) {
    if (!(await this.step(this.fresh, by))) say("Nothing has changed with the last edit.");
  }

  /** @param {1 | -1} by */
  async extend(by) {
    const { at, from } = this.selection;
    await this.go(at + by, from, "nearest");
  }

  /** What is chosen, with everything around that tells who else may say it. */
  async context() {
    const { at, first, last } = this.selection; // there may be another one by the end
    await this.open.segments.range(first - 60, last + REACH);
    return this.known({ at, first, last });
  }

  /**
   * The same, of what is known by now.
   * @param {{at: number, first: number, last: number}} [selected]
   * @returns {import("./panel.js").Context | null}
   */
  known({ at, first, last } = this.selection) {
    const around = this.open.segments.held(first - 60, last + REACH);
    const line = around.find((one) => one.index === at);
    if (!line) return null;
    const chosen = around.filter((one) => one.index >= first && one.index <= last);
    const after = around.filter((one) => one.index > at);
    const others = candidates(line, around, this.book.people, this.panel.offered(at));
    return { line, chosen, rest: line.kind === "dialogue" ? rest(line, after) : [], others };
  }

  /**
   * @param {Segment[]} paragraph
   * @param {Element | null} old
   */
  _drawn(paragraph, old) {
    const element = draw(paragraph, old);
    for (const one of element.querySelectorAll("[data-index]")) this._markOne(one);
    return element;
  }

  _chosen() {
    this.entire = false;
    this._mark();
    this.chapters.choose();
    void this.panel.draw();
  }

  /** @param {Changed} changed */
  async _changed({ book, told, also, moved }) {
    if (moved || told.length || also.length) {
      this.fresh = also.map((one) => one.index).sort((one, other) => one - other);
    }
    this.chapters.draw();
    if (moved) await this._lay();
    else await this._refresh(); // with what was told
    if (also.length) {
      const next = { label: "Show", run: () => void this.stepChanged(1) };
      say(`${count(also.length, "other line")} changed with it.`, next);
    }
    if (moved || !book.settled) return;
    this.open.segments.forget(false);
    await this._refresh(); // with how sure the other lines are now
  }

  /** Draw all of it anew, with what is read in its place. */
  async _lay() {
    const top = this.blocks.top();
    await this.open.segments.range(top - REACH, top + REACH); // then nothing is blank meanwhile
    this.blocks.lay(this.book);
    await this.blocks.show(Math.min(top, this.book.segments - 1), "start");
    if (!isTyping($("panel"))) await this.shown();
    else this.selection.set(this.selection.at, this.selection.from);
  }

  /** Mark the line that is heard, and keep it in view. */
  async _follow() {
    this._mark();
    const { line } = this.player;
    if (line === null || $("manuscript").hidden) return;
    const element = this.blocks.find(line) ?? (await this.blocks.show(line));
    element?.scrollIntoView({ block: "nearest" });
  }

  async _refresh() {
    await Promise.all([this.blocks.refresh(), this.panel.draw()]);
    this._mark();
  }

  _mark() {
    for (const one of $("text").querySelectorAll("[data-index]")) this._markOne(one);
  }

  /** @param {Element} element */
  _markOne(element) {
    const index = Number(element.getAttribute("data-index"));
    const isCursor = index === this.selection.at;
    element.setAttribute("aria-selected", String(this.selection.has(index)));
    element.setAttribute("tabindex", isCursor ? "0" : "-1");
    element.classList.toggle("cursor", isCursor);
    element.classList.toggle("fresh", this.fresh.includes(index));
    element.classList.toggle("heard", this.player.line === index);
  }
}

/**
 * Choose by the pointer: a line by a click, several with Shift or by a selection of their text.
 * @param {HTMLElement} list
 * @param {Manuscript} manuscript
 */
const listenTo = (list, manuscript) => {
  list.addEventListener("click", (event) => {
    const [first, last] = endsOfText() ?? [];
    const target = event.target instanceof Element ? event.target : null;
    const name = target?.closest("[data-of]")?.getAttribute("data-of");
    const index = name ?? target?.closest("[data-index]")?.getAttribute("data-index");
    if (first !== undefined && last !== undefined) {
      manuscript.selection.set(last, first);
    } else if (index) {
      void manuscript.go(
        Number(index),
        event.shiftKey ? manuscript.selection.from : Number(index),
        "nearest",
      );
    }
  });
};

/** The segments in which the selected text begins and ends, in order; null if none is selected. */
const endsOfText = () => {
  const selected = getSelection();
  if (!selected || selected.isCollapsed) return null;
  const ends = [selected.anchorNode, selected.focusNode].map((node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    const index = element?.closest("[data-index]")?.getAttribute("data-index");
    return index ? Number(index) : undefined;
  });
  if (ends.includes(undefined)) return null;
  return /** @type {number[]} */ (ends).sort((one, other) => one - other);
};
