// Which further files are made of a book, and what is said before and after it.

import { button, h } from "./dom.js";
import { field } from "./dialogs.js";
import { choice } from "./person.js";

/** @import {Chosen} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */

const SUBTITLES = { "": "none", vtt: "WebVTT", srt: "SRT", "vtt,srt": "WebVTT and SRT" };
const LIBRARIES = { "": "no server", audiobookshelf: "Audiobookshelf" };
const SAMPLES = { "": "none", 1: "1 minute", 2: "2 minutes", 3: "3 minutes", 5: "5 minutes" };
/** @type {Record<string, string>} what each output makes; that of a plugin is called by its name */
const OUTPUTS = {
  epub: "EPUB to read along", feed: "podcast feed", manifest: "audiobook manifest (W3C)",
};
const CREDITS = { none: "nothing", usual: "the usual words", own: "words of your own" };

/**
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const exports = (open, { output, outputs }) => {
  const set = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    void open.edit({ kind: "set_setting", path: ["output", name], value });
  const select = (
    /** @type {string} */ label, /** @type {string} */ name,
    /** @type {Record<string, string>} */ texts, /** @type {string} */ now,
    /** @type {(value: string) => unknown} */ meant,
  ) => {
    const known = now in texts ? texts : { ...texts, [now]: now };
    const made = choice(known, now, `setting output ${name}`);
    made.addEventListener("change", () => set(name, made.value ? meant(made.value) : null));
    return field(label, made);
  };
  const asked = new Set(output.also); // with those that were just checked
  const also = outputs.map((name) =>
    check(OUTPUTS[name] ?? name, asked.has(name), `also ${name}`, (on) => {
      if (on) asked.add(name);
      else asked.delete(name);
      set("also", asked.size ? [...asked] : null);
    }),
  );
  return h(
    "details",
    { "data-fold": "exports" },
    h("summary", {}, "Further files"),
    h(
      "div",
      { class: "row" },
      select("Subtitles", "subtitles", SUBTITLES, output.subtitles.join(","), (one) => one.split(",")),
      select("A sample for shops", "sample", SAMPLES, String(output.sample ?? ""), Number),
      select("For the library of", "library", LIBRARIES, output.library ?? "", String),
    ),
    check("When each word is heard, in WebVTT and book.json", output.words, "words", (on) =>
      set("words", on ? "yes" : null),
    ),
    check("A file for each speaker of a chapter", output.stems, "stems", (on) =>
      set("stems", on ? "yes" : null),
    ),
    ...also,
  );
};

/**
 * What is said in files of their own.
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const credits = (open, { credits: { opening, closing, usual } }) => {
  const now = usual ? "usual" : (opening ?? closing) === null ? "none" : "own";
  const kind = choice(CREDITS, now, "credits");
  const words = [opening, closing].map((text, n) =>
    h("input", {
      value: text ?? "", dir: "auto", autocomplete: "off", "data-key": `credits ${n}`,
      "data-draft": `credits ${n}`,
    }),
  );
  const own = h(
    "div",
    { class: "row", hidden: now !== "own" },
    ...words.map((one, n) => field(n ? "At the end" : "At the beginning", one)),
    button("Keep the words", () => keep("own"), { class: "small" }),
  );
  const keep = (/** @type {string} */ what) => {
    const [first, last] = what === "own" ? words.map((one) => one.value.trim()) : ["", ""];
    void open.edit({ kind: "set_credits", opening: first, closing: last, usual: what === "usual" });
  };
  kind.addEventListener("change", () => {
    own.hidden = kind.value !== "own";
    if (own.hidden) keep(kind.value);
    else words[0]?.focus();
  });
  return h(
    "details",
    { "data-fold": "credits" },
    h("summary", {}, "Said before and after the book"),
    h("div", { class: "row" }, field("Credits", kind)),
    own,
    h("p", { class: "hint" }, "{title}, {author} and {year} in your words are those of the book."),
  );
};

/**
 * @param {string} label
 * @param {boolean} on
 * @param {string} key
 * @param {(on: boolean) => void} change
 */
const check = (label, on, key, change) => {
  const input = h("input", { type: "checkbox", "data-key": `setting ${key}` });
  input.checked = on;
  input.addEventListener("change", () => change(input.checked));
  return h("label", { class: "check" }, input, ` ${label}`);
};
