// The panel of the chosen line: who says it, how sure that is and why, who else, what may be done.

import { afterClick, button, count, h, refill } from "./dom.js";
import { sending } from "./fields.js";
import { classOf } from "./people.js";
import { certainty, MANNERS, reason } from "./words.js";

/** @import {Segment} from "./types.js" */
/** @import {Manuscript} from "./manuscript.js" */
/** @typedef {{line: Segment, chosen: Segment[], rest: Segment[], others: string[]}} Context */

export class Panel {
  /**
   * @param {HTMLElement} element
   * @param {Manuscript} manuscript
   */
  constructor(element, manuscript) {
    this.element = element;
    this.manuscript = manuscript;
    this.drawn = 0;
    this.moves = 0; // how often segments had got other indices when it was drawn
    /** @type {Context | null} what it shows */
    this.context = null;
    this.whole = false; // whether all lines around were known when it was drawn
  }

  /** What it shows, if that is what is chosen. */
  shown() {
    const { at, first, last } = this.manuscript.selection;
    const { line, chosen } = this.context ?? {};
    const same = line?.index === at && chosen?.[0]?.index === first && chosen.at(-1)?.index === last;
    return same && this.moves === this.manuscript.open.moves ? this.context : null;
  }

  /**
   * The people whom it offers for the line at that index. They keep their places until another line
   * is chosen: a key is to mean whom it meant when it was looked at.
   * @param {number} index
   */
  offered(index) {
    const same = this.context?.line.index === index && this.moves === this.manuscript.open.moves;
    return this.context && same && this.whole ? this.context.others : [];
  }

  /** Draw it at once of what is known, and again if that was not all. */
  async draw() {
    const number = (this.drawn += 1);
    const { moves } = this.manuscript.open;
    const known = this.manuscript.known();
    if (known) this._show(known, moves, false);
    const context = await this.manuscript.context();
    if (!context || number !== this.drawn) return; // another line was chosen meanwhile
    if (JSON.stringify(context) !== JSON.stringify(known)) this._show(context, moves, true);
    else this.whole = true;
  }

  /**
   * Show it, after the click that is being made: that is about what was seen when it began.
   * @param {Context} context
   * @param {number} moves
   * @param {boolean} whole
   */
  _show(context, moves, whole) {
    afterClick(this.element, () => {
      const same = this.context?.line.index === context.line.index && this.moves === moves;
      this.whole = whole || (same && this.whole);
      [this.context, this.moves] = [context, moves];
      this._fill(context);
    });
  }

  /** @param {Context} context */
  _fill(context) {
    const speech = context.line.kind === "dialogue";
    this.element.setAttribute("aria-busy", String(!this.manuscript.book.settled));
    refill(
      this.element,
      this._state(),
      speech ? this._speaker(context) : this._kind(context.line),
      speech && this._others(context),
      this._more(context),
    );
  }

  /** How far the whole book is, and the way to the next line to look at. */
  _state() {
    const { doubtful, lines, confirmed, settled } = this.manuscript.book;
    const open = doubtful ? `${doubtful} of ${count(lines, "line")} doubtful` : "No line is doubtful";
    const next = button("Next", () => void this.manuscript.stepDoubtful(1), {
      "data-key": "next", title: "Next doubtful line (N)", class: "small",
      "aria-label": "Next doubtful line",
    });
    const facts = confirmed ? `, ${confirmed} confirmed` : "";
    const now = settled ? open + facts : "Looking at what follows …";
    return h("p", { class: "state" }, h("span", {}, now), doubtful > 0 && next);
  }

  /** @param {Context} context */
  _speaker({ line, chosen }) {
    const lines = chosen.filter((one) => one.kind === "dialogue");
    const several = lines.length > 1 ? `${count(lines.length, "line")} chosen, this one of ` : "";
    const meter = line.confidence !== null && !line.confirmed && this._meter(line.confidence);
    return h(
      "section",
      { class: "speaker", "aria-live": "polite" },
      h("p", { class: "hint" }, several || "Said by"),
      h("h2", { class: classOf(line.speaker), dir: "auto" }, line.speaker ?? "nobody known"),
      meter,
      h("p", {}, [certainty(line), reason(line)].filter(Boolean).join(": ")),
      line.changed && h("p", { class: "hint" }, `Without you: ${line.automatic ?? "nobody known"}`),
      kept(line) && h("p", { class: "hint", dir: "auto" }, kept(line)),
    );
  }

  /** @param {number} confidence */
  _meter(confidence) {
    const bar = h("span", { class: confidence < 0.5 ? "low" : "" });
    bar.style.setProperty("--share", `${100 * confidence}%`);
    return h("span", { class: "meter", "aria-hidden": "true" }, bar);
  }

  /** @param {Segment} line */
  _kind(line) {
    const kinds = { heading: "A heading", narration: "Narration", scene_break: "A scene break" };
    const name = kinds[/** @type {keyof typeof kinds} */ (String(line.kind))];
    return h("section", { class: "speaker" }, h("h2", {}, name));
  }

  /** @param {Context} context */
  _others({ line, chosen, rest, others }) {
    const { lines } = this.manuscript;
    const right = line.confirmed ? "Leave it open again" : `${line.speaker ?? "Nobody"} is right`;
    const several = chosen.length === 1 && rest.length > 1;
    return h(
      "section",
      { class: "others", "aria-label": "Who says it" },
      option("Enter", right, line.speaker, () => void lines.confirm()),
      ...others.map((name, n) => option(String(n + 1), name, name, () => void lines.give(name))),
      option("W", "Somebody else …", undefined, () => void lines.giveToSomebody()),
      line.speaker !== null && option("0", "Nobody known", null, () => void lines.give(null)),
      several && this._entire(rest),
    );
  }

  /** @param {Segment[]} rest */
  _entire(rest) {
    const input = h("input", { type: "checkbox", "data-key": "entire" });
    input.checked = this.manuscript.entire;
    input.addEventListener("change", () => this.manuscript.panel.meanAll(input.checked));
    const text = ` and the rest of this exchange (${count(rest.length, "line")}) `;
    return h("label", { class: "check" }, input, text, h("kbd", {}, "X"));
  }

  /** @param {boolean} entire */
  meanAll(entire) {
    this.manuscript.entire = entire;
    void this.draw();
  }

  /** @param {Context} context */
  _more({ line, chosen }) {
    const { lines, player } = this.manuscript;
    const speech = line.kind === "dialogue";
    const words = speech || line.kind === "narration";
    const one = chosen.length === 1;
    return h(
      "section",
      { class: "more", "aria-label": "The line" },
      speech && this._manner(line),
      one && words && tool("Hear it", "Space", () => player.hear([line.index])),
      one && speech && tool("Other takes …", "T", () => void lines.chooseTake()),
      one && line.speaker !== null && tool("Another voice …", "V", () => void lines.chooseVoice()),
      one && words && tool("Play from here", "Shift+Space", () => void player.playFrom(line.index)),
      words && tool(speech ? "It is narration" : "It is said", "D", () => void lines.turnKind()),
      one && words && tool("How a word is said …", "L", () => void lines.pronounce()),
      one && words && tool("Cut in two …", "S", () => void lines.cut()),
      one && words && tool("Join with the next", "O", () => void lines.join()),
      one && words && this._pause(line),
      one && words && tool("A chapter begins here …", "", () => void lines.partChapter()),
    );
  }

  /** @param {Segment} line */
  _manner(line) {
    const options = ["plainly", ...MANNERS].map((one, n) =>
      h("option", { value: n ? one : "", selected: one === line.manner }, one),
    );
    const about = `${this.moves} ${line.index}`;
    const select = h("select", { id: "manner", "data-key": "manner", "data-about": about }, ...options);
    sending(select, (value) => this.manuscript.lines.direct(value || null));
    return h("label", { class: "field" }, h("span", {}, "How it is said ", kbd("H")), select);
  }

  /** @param {Segment} line */
  _pause(line) {
    const { segments } = this.manuscript.open;
    const before = segments.peek(line.index - 1);
    if (!before || before.kind === "heading") return null;
    const same = before.paragraph === line.paragraph;
    const now = before.kind === "scene_break" ? "scene" : same ? "none" : "paragraph";
    const texts = { none: "goes on", paragraph: "a new paragraph", scene: "a new scene" };
    const options = Object.entries(texts).map(([value, text]) =>
      h("option", { value, selected: value === now }, text),
    );
    const about = `${this.moves} ${line.index}`;
    const select = h("select", { "data-key": "pause", "data-about": about }, ...options);
    sending(select, (value) => this.manuscript.lines.pause(value));
    return h("label", { class: "field" }, h("span", {}, "Before it"), select);
  }
}

/**
 * Which take of a line is kept, where it is none of the usual ones.
 * @param {Segment} line
 */
const kept = ({ voice, take }) =>
  [voice && `in the voice ${voice}`, take > 1 && `take ${take}`].filter(Boolean).join(", ");

/** @param {string} key */
const kbd = (key) => h("kbd", { "aria-hidden": "true" }, key);

/**
 * Somebody who may say it.
 * @param {string} key
 * @param {string} label
 * @param {string | null | undefined} name whose colour it has
 * @param {() => void} run
 */
const option = (key, label, name, run) =>
  h(
    "button",
    { type: "button", onclick: run, class: "option", "data-key": `option ${key}` },
    kbd(key),
    h("span", { class: name === undefined ? "" : classOf(name), dir: "auto" }, label),
  );

/**
 * @param {string} label
 * @param {string} key
 * @param {() => void} run
 */
const tool = (label, key, run) =>
  h(
    "button",
    { type: "button", onclick: run, class: "tool", "data-key": label },
    h("span", {}, label),
    key ? kbd(key.replace("Shift+", "⇧ ")) : null,
  );
