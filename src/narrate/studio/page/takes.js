// Several takes of one line, in other manners and voices: heard one after the other, one is kept.

import { ask, Refusal } from "./api.js";
import { field, question } from "./dialogs.js";
import { $, button, h } from "./dom.js";
import { MANNERS } from "./words.js";

/** @import {Edit, Offered, Segment} from "./types.js" */
/** @import {Manuscript} from "./manuscript.js" */
/** @typedef {{manner: string, own: string, take: number}} Take with "" for plainly, and for no voice of its own */

/**
 * Let a line be heard in all manners, in every voice, and again. Resolves with the edit that keeps
 * one of these takes; null if the line is to stay as it is.
 * @param {Segment} line
 * @param {Manuscript} manuscript
 * @returns {Promise<Edit | null>}
 */
export const askTake = async (line, manuscript) => {
  const takes = new Takes(line, manuscript);
  void takes.listVoices();
  const asked = question("Takes of this line", takes.content(), "", () => null);
  $("dialog").querySelector(".actions button").textContent = "Close";
  await asked;
  manuscript.player.stop();
  return takes.kept;
};

class Takes {
  /**
   * @param {Segment} line
   * @param {Manuscript} manuscript
   */
  constructor(line, { open, player }) {
    this.line = line;
    this.open = open;
    this.player = player;
    /** @type {Edit | null} */
    this.kept = null;
    this.take = line.take;
    const own = h("option", { value: "" }, `that of ${line.speaker ?? "the narrator"}`);
    this.voice = h("select", {}, own, line.voice && chosen(line.voice));
    this.voice.addEventListener("change", () => this.draw());
    this.list = h("ul", { class: "takes" });
    this.number = h("span", {});
    this.told = h("p", { class: "hint", role: "status" }, "The script says which is kept.");
    this.draw();
  }

  content() {
    return [
      h("blockquote", { dir: "auto" }, this.line.text),
      h(
        "div",
        { class: "row" },
        field("In the voice", this.voice),
        this.number,
        button("Say it again", () => void this.again(), { class: "small" }),
        button("The first take", () => this.draw(1), { class: "small" }),
      ),
      this.list,
      this.told,
    ];
  }

  async listVoices() {
    const { voices } = /** @type {{voices: Offered[]}} */ (await ask(this.open.at("voices")));
    const others = voices.filter(({ name }) => name !== this.line.voice);
    this.voice.append(...others.map(({ name }) => h("option", { value: name }, name)));
  }

  /** @param {number} [take] the number of those that are shown */
  draw(take = this.take) {
    this.take = take;
    this.number.textContent = `Take ${take}`;
    this.list.replaceChildren(...["", ...MANNERS].map((manner) => this._entry(this._of(manner))));
  }

  /** Hear the next take of the line as it is said, or tell that it is no other. */
  async again() {
    const { index, manner } = this.line;
    const before = this._of(manner ?? "");
    this.draw(this.take + 1);
    const after = this._of(manner ?? "");
    const [first, second] = [await this._sound(before), await this._sound(after)];
    if (!isSame(first, second)) return this.player.hearTake(index, after);
    this.told.textContent = "This voice says a line the same way each time.";
  }

  /**
   * @param {string} manner
   * @returns {Take}
   */
  _of(manner) {
    return { manner, own: this.voice.value, take: this.take };
  }

  /** @param {Take} one */
  _entry(one) {
    const { manner, own, take } = one;
    const { line } = this;
    const name = manner || "plainly";
    const is = (line.manner ?? "") === manner && (line.voice ?? "") === own && line.take === take;
    const hear = () => this.player.hearTake(line.index, one);
    return h(
      "li",
      { "aria-current": is ? "true" : null },
      h("span", { class: "name" }, name),
      button("Hear", hear, { class: "small", "aria-label": `Hear it ${name}`, autofocus: is }),
      is
        ? h("span", { class: "hint" }, "kept")
        : button("Keep", () => this._keep(one), { class: "small", "aria-label": `Keep it ${name}` }),
    );
  }

  /** @param {Take} one */
  _keep({ manner, own, take }) {
    const line = this.line.index;
    this.kept = { kind: "keep_take", line, manner: manner || null, voice: own || null, take };
    $("dialog").close();
  }

  /**
   * The bytes of a take. Throws Refusal.
   * @param {Take} one
   */
  async _sound(one) {
    const answer = await fetch(this.open.at(takeAddress(this.line.index, one)));
    if (!answer.ok) throw new Refusal(await answer.json());
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** @param {string} name */
const chosen = (name) => h("option", { value: name, selected: true }, name);

/**
 * Where a take of a line is heard.
 * @param {number} line
 * @param {Take} take
 */
export const takeAddress = (line, { manner, own, take }) =>
  `takes/${line}?${new URLSearchParams({ manner, own, take: String(take) })}`;

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
const isSame = (one, other) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
