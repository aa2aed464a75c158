// The view of the cast: everybody by lines, and the panel of the one that is chosen.

import { ask } from "./api.js";
import { $, button, h, refill } from "./dom.js";
import { Groups } from "./groups.js";
import { classOf } from "./people.js";
import { drawPerson } from "./person.js";
import { AGES, GENDERS } from "./words.js";

/** @import {Casting, Changed, Offered, Person, Voice} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */
/** @import {Player} from "./player.js" */

const ROW_PX = 46; // about the height of a row

export class Cast {
  /**
   * @param {OpenBook} open
   * @param {Player} player
   */
  constructor(open, player) {
    this.open = open;
    this.player = player;
    /** @type {string | null} the name of the person in the panel; null is the narrator */
    this.chosen = open.book.people[0]?.name ?? null;
    /** @type {Casting | null} as it was last known: who was renamed since has no voice in it */
    this.casting = null;
    /** @type {Offered[] | null} those there are, null until they are told */
    this.voices = null;
    /** @type {Promise<void> | null} */
    this.asking = null;
    /** @type {Map<string, string>} under which name somebody is shown who is no more, by the former */
    this.heirs = new Map();
    /** @type {{person: string, line: number} | null} the line with which a person is to be heard */
    this.sample = null;
    this.table = h("div", { class: "table" });
    /** @type {Groups<Person | null>} the rows, the narrator's first */
    this.rows = new Groups(this.table, (one) => (one ? this._person(one) : this._narrator()), ROW_PX);
    this.panel = h("div", { class: "person", "aria-live": "polite" });
    $("cast").replaceChildren(this.table, this.panel);
    open.addEventListener("change", (event) => {
      if (/** @type {CustomEvent<Changed>} */ (event).detail.moved) this.sample = null;
      if (!$("cast").hidden) void this.shown();
    });
    open.addEventListener("problem", () => {
      if (!$("cast").hidden) this.draw(); // what was asked for is not so
    });
  }

  get people() {
    return this.open.book.people;
  }

  /** Draw the people as they are, and their voices as they were known, until they are told. */
  async shown() {
    this.draw();
    if (this._isKnown()) return;
    await this.cast();
    this.draw();
  }

  /** Learn who has which voice after all edits that were made so far. */
  async cast() {
    await this.open.before;
    if (this._isKnown()) return;
    this.asking ??= this._ask().finally(() => (this.asking = null));
    await this.asking;
  }

  _isKnown() {
    return this.voices !== null && this.casting?.version === this.open.book.version;
  }

  /** Ask until the book is no other than what was asked for. */
  async _ask() {
    for (let version = 0; version !== this.open.book.version; ) {
      version = this.open.book.version;
      const [casting, offered] = await Promise.all([
        ask(this.open.at("cast")),
        this.voices ? { voices: this.voices } : ask(this.open.at("voices")),
      ]);
      this.casting = casting;
      this.voices = offered.voices;
    }
  }

  draw() {
    if (this.chosen !== null && !this._speaks(this.chosen)) {
      const heir = this.heirs.get(this.chosen);
      this.chosen = heir && this._speaks(heir) ? heir : (this.people[0]?.name ?? null);
    }
    refill(
      this.table,
      this._table(),
      button("Keep all these voices", () => void this._keep(), {
        title: "Write them down, so that no correction gives anybody another", "data-key": "keep",
      }),
      this._notes(),
    );
    drawPerson(this.panel, this);
  }

  /** @param {string} name */
  _speaks(name) {
    return this.people.some((one) => one.name === name);
  }

  /** @param {string | null} name */
  choose(name) {
    this.chosen = name;
    for (const one of this.table.querySelectorAll("tr[aria-current]")) {
      one.removeAttribute("aria-current");
    }
    const key = CSS.escape(keyOf(name)); // of thousands of rows only this one is another
    this.table.querySelector(`tr:has([data-key="${key}"])`)?.setAttribute("aria-current", "true");
    drawPerson(this.panel, this);
  }

  /** @param {1 | -1} by */
  step(by) {
    const names = [null, ...this.people.map((one) => one.name)];
    const next = names[names.indexOf(this.chosen) + by];
    if (next === undefined) return;
    this.rows.show(this.people.find((one) => one.name === next) ?? null);
    this.choose(next);
    this.table.querySelector("[aria-current] button")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * The voice of a person; the narrator's for null.
   * @param {string | null} name
   * @returns {Voice | undefined}
   */
  voiceOf(name) {
    return name === null ? this.casting?.narrator : this.casting?.voices[name];
  }

  /**
   * Who has a voice.
   * @param {string} voice its name
   */
  havers(voice) {
    const voices = Object.entries(this.casting?.voices ?? {});
    return voices.filter(([, one]) => one.name === voice).map(([name]) => name);
  }

  /** Hear the person in the panel with a line of their own. */
  hear() {
    const line = this.ownLine();
    if (line !== null) this.player.hear([line]);
  }

  /**
   * Choose who says a line, to be heard with this one in other voices.
   * @param {{person: string, line: number}} sample
   */
  chooseFor(sample) {
    this.sample = sample;
    this.chosen = sample.person;
  }

  /** A line of the person in the panel; the narrator's is the first of the book. */
  ownLine() {
    if (this.sample && this.sample.person === this.chosen) return this.sample.line;
    if (this.chosen === null) return this.open.book.chapters[0]?.first ?? null;
    return this.people.find((one) => one.name === this.chosen)?.first ?? null;
  }

  /** Write down everybody's voice as it is. */
  async _keep() {
    await this.cast();
    const voices = Object.entries(this.casting?.voices ?? {}).map(
      ([person, { name, rate, pitch, volume }]) => ({ person, name, rate, pitch, volume }),
    );
    await this.open.edit({ kind: "set_voices", voices });
  }

  _table() {
    const heads = ["Who", "Lines", "Doubtful", "What", "Voice"];
    return h(
      "table",
      { "aria-rowcount": this.people.length + 2 },
      h("thead", {}, h("tr", {}, ...heads.map((one) => h("th", { scope: "col" }, one)))),
      ...this.rows.lay([null, ...this.people]),
    );
  }

  _narrator() {
    return this._row(null, "the narrator");
  }

  /** @param {Person} one */
  _person(one) {
    const cells = [one.lines, one.doubtful || ""].map((n) => h("td", { class: "n" }, String(n)));
    return this._row(one.name, one.name, ...cells, h("td", {}, what(one)));
  }

  /**
   * @param {string | null} name
   * @param {string} label
   * @param {...HTMLElement} cells
   */
  _row(name, label, ...cells) {
    const who = button(label, () => this.choose(name), {
      class: name === null ? "" : classOf(name), "data-key": keyOf(name), dir: "auto",
    });
    return h(
      "tr",
      { "aria-current": name === this.chosen ? "true" : null },
      h("th", { scope: "row" }, who),
      ...(cells.length ? cells : [h("td"), h("td"), h("td")]),
      h("td", { dir: "auto" }, this.voiceOf(name)?.name ?? ""),
    );
  }

  _notes() {
    const notes = this.casting?.notes ?? [];
    return notes.length
      ? h("ul", { class: "notes" }, ...notes.map((one) => h("li", { dir: "auto" }, one)))
      : null;
  }
}

/** @param {string | null} name */
const keyOf = (name) => `person ${name ?? ""}`;

/** @param {Person} person */
export const what = ({ gender, age }) => {
  const words = [gender && GENDERS[/** @type {"M"} */ (gender)], age && AGES[/** @type {"old"} */ (age)]];
  return words.filter(Boolean).join(", ");
};
