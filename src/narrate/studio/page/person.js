// The panel of a person: what they are, and their voice.

import { ask } from "./api.js";
import { askPerson, askText, field, question } from "./dialogs.js";
import { button, count, h, refill } from "./dom.js";
import { sending } from "./fields.js";
import { classOf } from "./people.js";
import { drawVoices } from "./voices.js";
import { AGES, GENDERS, STRENGTHS } from "./words.js";

/** @import {Cast} from "./cast.js" */
/** @import {Edit, Person, Segment} from "./types.js" */

const MOST = 300; // lines that are offered to be somebody else's

/**
 * @param {HTMLElement} element
 * @param {Cast} cast
 */
export const drawPerson = (element, cast) => {
  const person = cast.people.find((one) => one.name === cast.chosen);
  const name = person?.name ?? "the narrator";
  refill(
    element,
    h("h2", { class: person ? classOf(name) : "", dir: "auto" }, name),
    person && about(person),
    person && facts(person, cast),
    person && tools(person, cast),
    voice(cast),
    drawVoices(cast),
  );
};

/** @param {Person} person */
const about = ({ aliases, lines, words, doubtful, narrator }) => {
  const also = aliases.length ? `also called ${aliases.join(", ")}` : "";
  const doubt = doubtful ? `${doubtful} doubtful` : "";
  const said = `${count(lines, "line")}, ${count(words, "word")}`;
  const parts = [narrator && "tells the story", said, doubt, also].filter(Boolean);
  return h("p", { class: "hint", dir: "auto" }, parts.join("; "));
};

/**
 * Gender and age, and how strongly their lines are directed.
 * @param {Person} person
 * @param {Cast} cast
 */
const facts = (person, cast) => {
  const { name } = person;
  const select = (
    /** @type {string} */ key, /** @type {Record<string, string>} */ texts,
    /** @type {string | null} */ now, /** @type {(made: HTMLSelectElement) => Edit} */ edit,
  ) => {
    const made = choice(texts, now ?? "", key);
    made.setAttribute("name", key);
    made.setAttribute("data-about", name);
    return sending(made, () => cast.open.edit(edit(made)));
  };
  const describe = (/** @type {HTMLSelectElement} */ { form }) => {
    const told = new FormData(form ?? undefined); // what stands there, which may be newer than this
    return { kind: "describe", person: name, gender: told.get("gender") || null, age: told.get("age") || null };
  };
  const direct = (/** @type {HTMLSelectElement} */ { value }) =>
    ({ kind: "set_strength", person: name, direction: value || null });
  const texts = { "": "as everybody is", ...STRENGTHS };
  return h(
    "form",
    { class: "row" },
    field("Gender", select("gender", { "": "not known", ...GENDERS }, person.gender, describe)),
    field("Age", select("age", { "": "not known", ...AGES }, person.age, describe)),
    field("Directed", select("direction", texts, person.direction, direct)),
  );
};

/**
 * @param {Record<string, string>} texts by value
 * @param {string} now
 * @param {string} key
 */
export const choice = (texts, now, key) =>
  h(
    "select",
    { "data-key": key },
    ...Object.entries(texts).map(([value, text]) =>
      h("option", { value, selected: value === now }, text),
    ),
  );

/**
 * @param {Person} person
 * @param {Cast} cast
 */
const tools = (person, cast) => {
  const others = cast.people.filter((one) => one !== person);
  /** @param {Edit} edit @param {string} [name] who is shown then @param {number} [moves] */
  const make = (edit, name = person.name, moves = cast.open.moves) => {
    if (name !== person.name) cast.heirs.set(person.name, name).set(name, person.name);
    return cast.open.edit(edit, moves);
  };
  const rename = async () => {
    const name = await askText("Another name", "Name", person.name, "Rename");
    if (name) await make({ kind: "rename", person: person.name, name }, name);
  };
  const merge = async () => {
    const into = await askPerson("Who is it?", others, "They are one", true);
    if (into) await make({ kind: "merge", person: person.name, into }, into);
  };
  const split = async () => {
    const { moves } = cast.open;
    const edit = await askSplit(person, cast);
    if (edit) await make(edit, person.name, moves);
  };
  return h(
    "div",
    { class: "row" },
    button("Rename …", () => void rename(), { "data-key": "rename" }),
    others.length > 0 && button("Is the same as …", () => void merge(), { "data-key": "merge" }),
    person.lines > 1 && button("Is two people …", () => void split(), { "data-key": "split" }),
    button("Is nobody", () => void make({ kind: "nobody", person: person.name })),
    person.lines > 0 && button("Hear all they say", () => void hearAll(person, cast)),
  );
};

/**
 * @param {Person} person
 * @param {Cast} cast
 */
const hearAll = async (person, cast) => {
  const { lines } = await ask(cast.open.at(`lines?person=${encodeURIComponent(person.name)}`));
  cast.player.hear(lines);
};

/**
 * Which lines are somebody else's, and whose.
 * @param {Person} person
 * @param {Cast} cast
 * @returns {Promise<Edit | null>}
 */
const askSplit = async (person, cast) => {
  const { lines } = await ask(cast.open.at(`lines?person=${encodeURIComponent(person.name)}`));
  const shown = /** @type {number[]} */ (lines).slice(0, MOST);
  const found = await Promise.all(shown.map((n) => cast.open.segments.range(n, n + 1)));
  const boxes = found.flat().map((one) => box(one));
  const name = h("input", { required: true, dir: "auto", autocomplete: "off" });
  const list = h("fieldset", { class: "lines" }, h("legend", {}, "Their lines"));
  list.append(...boxes.map((one) => one.label));
  return question("Who says these?", [field("Name", name), list], "Make them two", () => {
    const chosen = boxes.filter((one) => one.input.checked).map((one) => one.index);
    const edit = { kind: "split", person: person.name, lines: chosen, name: name.value.trim() };
    return chosen.length ? edit : null;
  });
};

/** @param {Segment} line */
const box = ({ index, text }) => {
  const input = h("input", { type: "checkbox" });
  return { index, input, label: h("label", { class: "check", dir: "auto" }, input, ` ${text}`) };
};

/**
 * The voice as it is: heard, and its rate, pitch and volume.
 * @param {Cast} cast
 */
const voice = (cast) => {
  const person = cast.chosen;
  const now = cast.voiceOf(person);
  if (!now) return h("section", { "aria-label": "Voice", class: "voiceless" }, h("h3", {}, "…"));
  /** @param {Partial<import("./types.js").Voice>} other */
  const set = async (other) => {
    await cast.cast(); // another voice may have been chosen just now
    const { name, rate, pitch, volume } = { ...(cast.voiceOf(person) ?? now), ...other };
    return cast.open.edit({ kind: "set_voice", person, name, rate, pitch, volume });
  };
  const slider = sliderOf(person ?? "");
  const hear = cast.ownLine() !== null && button("Hear it", () => cast.hear(), { "data-key": "hear" });
  return h(
    "section",
    { "aria-label": "Voice" },
    h("h3", { dir: "auto" }, now.name),
    h(
      "div",
      { class: "row" },
      slider("Rate", "words a minute", now.rate, 80, 400, 5, (rate) => set({ rate })),
      slider("Pitch", "of 100", now.pitch, 0, 100, 1, (pitch) => set({ pitch })),
      slider("Volume", "of 1", now.volume, 0, 1, 0.05, (volume) => set({ volume })),
    ),
    h(
      "div",
      { class: "row" },
      hear,
      button("Leave it to narrate", () => {
        void cast.open.edit({ kind: "set_voice", person });
      }),
    ),
  );
};

/** @param {string} person whose it is */
const sliderOf = (person) =>
  /**
   * @param {string} label
   * @param {string} unit
   * @param {number} value
   * @param {number} min
   * @param {number} max
   * @param {number} step
   * @param {(value: number) => Promise<unknown>} change
   */
  (label, unit, value, min, max, step, change) => {
    const input = h("input", {
      type: "range", min, max, step, value, "data-key": label, "data-about": person,
    });
    const show = () => {
      const output = input.parentElement?.querySelector("output");
      if (output) output.textContent = input.value;
    };
    input.addEventListener("input", show);
    sending(input, () => change(Number(input.value)));
    return field(`${label}, ${unit} `, h("span", { class: "slider" }, input, h("output", {}, String(value))));
  };
