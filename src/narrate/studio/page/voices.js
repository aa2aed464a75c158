// The voices there are, to choose one: heard with a line of the person's own.

import { button, count, h } from "./dom.js";
import { field } from "./dialogs.js";
import { choice } from "./person.js";
import { GENDERS } from "./words.js";

/** @import {Cast} from "./cast.js" */
/** @import {Offered} from "./types.js" */

const MOST = 60; // voices that are shown at a time
/** What is asked of a voice, as long as the page is open. */
const asked = { gender: "", accent: "", engine: "", order: "clear" };
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
    h("p", { class: "hint", role: "status" }, `${count(fit.length, "voice")}`),
    h("ul", {}, ...fit.slice(0, MOST).map((one) => entry(one, cast))),
  );
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
  const person = cast.chosen;
  const now = cast.voiceOf(person);
  const line = cast.ownLine();
  const is = now?.name === one.name;
  const lines = cast.people.find((who) => who.name === person)?.lines;
  const again = lines ? `: ${count(lines, "line")} will be recorded again` : "";
  const take = () => void cast.open.edit({ kind: "set_voice", person, name: one.name });
  const hear = () => line !== null && cast.player.hearAs(line, [one.name]);
  const both = () => line !== null && now && cast.player.hearAs(line, [now.name, one.name]);
  return h(
    "li",
    { class: "voice", "aria-current": is ? "true" : null },
    h("span", { class: "name", dir: "auto" }, one.name),
    h("span", { class: "hint", dir: "auto" }, details(one, cast)),
    button("Hear", hear, { class: "small", "data-key": `hear ${one.name}` }),
    !is && button("Hear both", both, { class: "small", "data-key": `both ${one.name}` }),
    !is && button("Choose", take, {
      class: "small", "data-key": `choose ${one.name}`, title: `Choose it${again}`,
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
    havers.length > 0 && `spoken by ${havers.join(", ")}`,
  ];
  return parts.filter(Boolean).join(" · ");
};
