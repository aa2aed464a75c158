// What may be done with the chosen lines: each is an edit of the book.

import { askPerson, askPlace, field, question } from "./dialogs.js";
import { h } from "./dom.js";
import { say } from "./notice.js";
import { askTake } from "./takes.js";

/** @import {Edit, Segment} from "./types.js" */
/** @import {Manuscript} from "./manuscript.js" */

export class Lines {
  /** @param {Manuscript} manuscript */
  constructor(manuscript) {
    this.manuscript = manuscript;
  }

  get open() {
    return this.manuscript.open;
  }

  /** What an edit is about: the indices that segments had when the panel was drawn. */
  get seen() {
    return { moves: this.manuscript.panel.moves };
  }

  /** What is chosen, as the panel shows it; as it is, if the panel does not show it yet. */
  async _context() {
    return this.manuscript.panel.shown() ?? (await this.manuscript.context());
  }

  /** The lines of dialogue that are meant: those chosen, or the rest of the exchange. */
  async meant() {
    const { entire } = this.manuscript;
    const context = await this._context();
    if (!context) return [];
    const { chosen, rest } = context;
    const lines = entire ? rest : chosen;
    return lines.filter((one) => one.kind === "dialogue");
  }

  /**
   * Give them to *person*, null for nobody known.
   * @param {string | null} person
   * @param {{moves: number}} [seen] what was seen when it was meant
   */
  async give(person, { moves } = this.seen) {
    const lines = await this.meant();
    if (!lines.length) return say("These are no lines of dialogue.");
    const told = lines.map((one) => one.index);
    await this.open.edit({ kind: "set_speaker", lines: told, person }, moves);
  }

  /**
   * Give them to the one who stands at *place* among the candidates.
   * @param {number} place
   */
  async giveTo(place) {
    const { at } = this.manuscript.selection;
    const context = await this._context();
    const person = context?.others[place];
    if (person !== undefined && this.manuscript.selection.at === at) await this.give(person);
  }

  async giveToSomebody() {
    const { moves } = this.seen;
    const { people } = this.manuscript.book;
    const person = await askPerson("Who says this?", people, "Give it to them");
    if (person !== null) await this.give(person, { moves });
  }

  /** They are right as they are, or, if all are confirmed, open again. */
  async confirm() {
    const { moves } = this.seen;
    const lines = await this.meant();
    const open = lines.filter((one) => !one.confirmed);
    const kind = open.length ? "confirm" : "unconfirm";
    const told = (open.length ? open : lines).map((one) => one.index);
    if (told.length) await this.open.edit({ kind, lines: told }, moves);
  }

  /** @param {string | null} manner */
  async direct(manner) {
    const { moves } = this.seen;
    const lines = await this.meant();
    return this.open.edit({ kind: "direct", lines: lines.map((one) => one.index), manner }, moves);
  }

  /** Hear the line in several manners and voices, and again, and keep one of these takes. */
  async chooseTake() {
    const { moves } = this.seen;
    const line = await this._line();
    if (line?.kind !== "dialogue") return say("This is no line of dialogue.");
    const edit = await askTake(line, this.manuscript);
    if (edit) await this.open.edit(edit, moves);
  }

  /** Hear the line in other voices, of any engine, and choose one for who says it. */
  async chooseVoice() {
    const line = await this._line();
    if (!line?.speaker) return say("Nobody says this who could have another voice.");
    const detail = { person: line.speaker, line: line.index };
    this.manuscript.dispatchEvent(new CustomEvent("voice", { detail }));
  }

  /** Narration becomes dialogue of the likeliest speaker, dialogue narration. */
  async turnKind() {
    const { moves } = this.seen;
    const context = await this._context();
    if (!context) return;
    const { line, chosen, others } = context;
    const turned = chosen.filter((one) => one.kind === line.kind).map((one) => one.index);
    const dialogue = line.kind === "narration";
    if (!dialogue && line.kind !== "dialogue") return;
    const person = dialogue ? (others[0] ?? null) : null;
    await this.open.edit({ kind: "set_kind", lines: turned, dialogue, person }, moves);
  }

  async cut() {
    const { moves } = this.seen;
    const line = await this._line();
    if (!line) return;
    const start = Math.max(1, caretIn(line.index));
    const at = await askPlace("Cut in two", line.text, start, "Cut here");
    if (at) await this.open.edit({ kind: "cut", line: line.index, at }, moves);
  }

  async join() {
    const { moves } = this.seen;
    const line = await this._line();
    if (line) await this.open.edit({ kind: "join", line: line.index }, moves);
  }

  /** @param {string} before */
  async pause(before) {
    const { moves } = this.seen;
    const line = await this._line();
    return line && this.open.edit({ kind: "pause", line: line.index, before }, moves);
  }

  async partChapter() {
    const { moves } = this.seen;
    const line = await this._line();
    if (!line) return;
    const input = h("input", { dir: "auto", required: true, autocomplete: "off" });
    const asked = question("A chapter begins here", [field("Title", input)], "Begin it", () =>
      input.value.trim(),
    );
    const title = await asked;
    if (title) await this.open.edit({ kind: "part_chapter", line: line.index, title }, moves);
  }

  async pronounce() {
    const { moves } = this.seen;
    const line = await this._line();
    if (!line) return;
    const edit = await askPronunciation(line, String(getSelection() ?? "").trim());
    if (edit && (await this.open.edit(edit, moves))) this.manuscript.player.hear([line.index]);
  }

  /** @returns {Promise<Segment | undefined>} */
  async _line() {
    return (await this._context())?.line;
  }
}

/**
 * How many characters of a segment's text are before the caret; 0 if it is elsewhere.
 * @param {number} index
 */
const caretIn = (index) => {
  const selected = getSelection();
  const node = selected?.anchorNode;
  const element = node?.parentElement?.closest("[data-index]");
  if (!selected || element?.getAttribute("data-index") !== String(index)) return 0;
  return node === element.lastChild ? selected.anchorOffset : 0;
};

/**
 * @param {Segment} line
 * @param {string} word
 * @returns {Promise<Edit | null>}
 */
const askPronunciation = (line, word) => {
  const written = h("input", { value: word, required: true, dir: "auto", autocomplete: "off" });
  const spoken = h("input", { dir: "auto", autocomplete: "off" });
  const options = [["", "in letters"], ["ipa", "in IPA"], ["espeak", "in eSpeak's signs"]];
  const alphabet = h("select", {}, ...options.map(([value, text]) => h("option", { value }, text)));
  const where = h("select", {}, h("option", { value: "" }, "everywhere"));
  if (line.speaker) where.append(h("option", { value: "person" }, `when ${line.speaker} says it`));
  where.append(h("option", { value: "line" }, "here only"));
  const fields = [
    field("Word", written),
    field("Said as", spoken),
    field("Written", alphabet),
    field("Where", where),
    h("p", { class: "hint" }, "Leave “said as” empty to take a pronunciation back."),
  ];
  return question("How is it said?", fields, "Keep and hear it", () => ({
    kind: "pronounce",
    word: written.value.trim(),
    spoken: spoken.value.trim() || null,
    alphabet: alphabet.value || null,
    person: where.value === "person" ? line.speaker : null,
    line: where.value === "line" ? line.index : null,
  }));
};
