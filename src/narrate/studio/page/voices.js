// The voices there are, to choose one: heard with a line of the person's own.

import { button, count, h } from "./dom.js";
import { field } from "./dialogs.js";
import { choice } from "./person.js";
import { GENDERS } from "./words.js";

/** @import {Cast} from "./cast.js" */
/** @import {Offered} from "./types.js" */

const MOST = 60; // voices that are shown at a time
const NAMED = 4; // people with the same voice who are named
/** What is asked of a voice, as long as the page is open. */
const asked = { gender: "", accent: "", engine: "", order: "clear" };
/** @type {string | null} the voice that is changed for all who have it */
let everywhere = null;
/** @type {Record<string, (one: Offered, other: Offered) => number>} */
const ORDERS = {
  clear: (one, other) => (one.misheard ?? 1) - (other.misheard ?? 1),
  low: (one, other) => (one.pitch_hz ?? 1e6) - (other.pitch_hz ?? 1e6),
  high: (one, other) => (other.pitch_hz ?? 0) - (one.pitch_hz ?? 0),
};
const TEXTS = { clear: "clearest first", low: "lowest first", high: "highest first" };

/** @param {Cast} cast */
export const drawVoices = (cast) => {
  const { voices } = cast;
  if (!voices) return h("p", { class: "hint" }, "Looking for voices …");
  const fit = voices.filter(
    (one) =>
      (!asked.gender || one.gender === asked.gender) &&
      (!asked.accent || one.accent === asked.accent) &&
      (!asked.engine || one.engine === asked.engine),
  );
  fit.sort(ORDERS[asked.order]);
  return h(
    "section",
    { class: "voices", "aria-label": "Another voice" },
    h("h3", {}, "Another voice"),
    h(
      "div",
      { class: "row" },
      filter("Gender", "gender", { "": "any", ...GENDERS }, cast),
      filter("Accent", "accent", values(voices, (one) => one.accent), cast),
      filter("Engine", "engine", values(voices, (one) => one.engine), cast),
      filter("Order", "order", TEXTS, cast),
    ),
    heardWith(cast),
    shared(cast),
    h("p", { class: "hint", role: "status" }, `${count(fit.length, "voice")}. ${cost(cast)}`),
    h("ul", {}, ...fit.slice(0, MOST).map((one) => entry(one, cast))),
  );
};

/**
 * The line with which voices are heard, if one was chosen for it.
 * @param {Cast} cast
 */
const heardWith = (cast) => {
  const line = cast.sample?.person === cast.chosen ? cast.sample?.line : undefined;
  const text = line === undefined ? undefined : cast.open.segments.peek(line)?.text;
  return text === undefined ? null : h("blockquote", { dir: "auto" }, text);
};

/**
 * Who has the voice of the one in the panel, null for the narrator; that one first.
 * @param {Cast} cast
 */
const sharers = (cast) => {
  const now = cast.voiceOf(cast.chosen)?.name;
  const others = [null, ...cast.people.map((one) => one.name)].filter(
    (one) => one !== cast.chosen && now !== undefined && cast.voiceOf(one)?.name === now,
  );
  return [cast.chosen, ...others];
};

/**
 * Those who get the voice that is chosen: the one in the panel, or all who have the same voice.
 * @param {Cast} cast
 */
const meant = (cast) => {
  const all = sharers(cast);
  return cast.voiceOf(cast.chosen)?.name === everywhere ? all : all.slice(0, 1);
};

/**
 * Whether the voice is changed for all who have it.
 * @param {Cast} cast
 */
const shared = (cast) => {
  const now = cast.voiceOf(cast.chosen)?.name;
  const others = sharers(cast).slice(1).map((one) => one ?? "the narrator");
  if (now === undefined || !others.length) return null;
  const input = h("input", { type: "checkbox", "data-key": "everywhere" });
  input.checked = everywhere === now;
  input.addEventListener("change", () => {
    everywhere = input.checked ? now : null;
    cast.draw();
  });
  const text = ` for all who speak with ${now}, also ${some(others)}`;
  return h("label", { class: "check", dir: "auto" }, input, text);
};

/**
 * What another voice costs.
 * @param {Cast} cast
 */
const cost = (cast) => {
  const { segments, lines } = cast.open.book;
  const of = new Map([[null, segments - lines], ...cast.people.map((one) => [one.name, one.lines])]);
  const sum = meant(cast).reduce((all, one) => all + (of.get(one) ?? 0), 0);
  return `With another, ${count(sum, cast.chosen === null ? "segment" : "line")} will be recorded anew.`;
};

/**
 * Give a voice to those who are meant; rate, pitch and volume stay as they are where several
 * people are told apart by them alone.
 * @param {string} name of the voice
 * @param {Cast} cast
 */
const take = async (name, cast) => {
  const persons = meant(cast);
  if (persons.length === 1) {
    await cast.open.edit({ kind: "set_voice", person: persons[0], name });
    return;
  }
  await cast.cast();
  const voices = persons.map((person) => {
    const { rate = null, pitch = null, volume = null } = cast.voiceOf(person) ?? {};
    return { person, name, rate, pitch, volume };
  });
  everywhere = name;
  await cast.open.edit({ kind: "set_voices", voices });
};

/**
 * @param {string} label
 * @param {keyof typeof asked} name
 * @param {Record<string, string>} texts
 * @param {Cast} cast
 */
const filter = (label, name, texts, cast) => {
  const select = choice(texts, asked[name], `filter ${name}`);
  select.addEventListener("change", () => {
    asked[name] = select.value;
    cast.draw();
  });
  return field(label, select);
};

/**
 * @param {Offered[]} voices
 * @param {(one: Offered) => string} of
 * @returns {Record<string, string>}
 */
const values = (voices, of) => {
  const found = [...new Set(voices.map(of))].sort();
  return { "": "any", ...Object.fromEntries(found.map((one) => [one, one])) };
};

/**
 * @param {Offered} one
 * @param {Cast} cast
 */
const entry = (one, cast) => {
  const now = cast.voiceOf(cast.chosen);
  const line = cast.ownLine();
  const is = now?.name === one.name;
  const hear = () => line !== null && cast.player.hearAs(line, [one.name]);
  const both = () => line !== null && now && cast.player.hearAs(line, [now.name, one.name]);
  return h(
    "li",
    { class: "voice", "aria-current": is ? "true" : null },
    h("span", { class: "name", dir: "auto" }, one.name),
    h("span", { class: "hint", dir: "auto" }, details(one, cast)),
    button("Hear", hear, { class: "small", "data-key": `hear ${one.name}` }),
    !is && button("Hear both", both, { class: "small", "data-key": `both ${one.name}` }),
    !is && button("Choose", () => void take(one.name, cast), {
      class: "small", "data-key": `choose ${one.name}`,
    }),
  );
};

/**
 * @param {Offered} one
 * @param {Cast} cast
 */
const details = ({ name, gender, age, accent, pitch_hz, misheard }, cast) => {
  const havers = cast.havers(name);
  const parts = [
    gender && GENDERS[/** @type {"M"} */ (gender)],
    age === "child" && "child",
    accent,
    pitch_hz !== null && `${Math.round(pitch_hz)} Hz`,
    misheard !== null && `${(100 * misheard).toFixed(1)} % misheard`,
    havers.length > 0 && `spoken by ${some(havers)}`,
  ];
  return parts.filter(Boolean).join(" · ");
};

/** @param {string[]} names */
const some = (names) => {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return names.slice(0, NAMED).join(", ") + more;
};
