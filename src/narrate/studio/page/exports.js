// Which further files are made of a book, and what is said before and after it.

import { h } from "./dom.js";
import { field } from "./dialogs.js";
import { sending } from "./fields.js";
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
    open.edit({ kind: "set_setting", path: ["output", name], value });
  const select = (
    /** @type {string} */ label, /** @type {string} */ name,
    /** @type {Record<string, string>} */ texts, /** @type {string} */ now,
    /** @type {(value: string) => unknown} */ meant,
  ) => {
    const known = now in texts ? texts : { ...texts, [now]: now };
    const made = choice(known, now, `setting output ${name}`);
    return field(label, sending(made, (value) => set(name, value ? meant(value) : null)));
  };
  const asked = new Set(output.also); // with those that were just checked
  const also = outputs.map((name) =>
    check(OUTPUTS[name] ?? name, asked.has(name), `also ${name}`, (on) => {
      if (on) asked.add(name);
      else asked.delete(name);
      void set("also", asked.size ? [...asked] : null);
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
      void set("words", on ? "yes" : null),
    ),
    check("A file for each speaker of a chapter", output.stems, "stems", (on) =>
      void set("stems", on ? "yes" : null),
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
  kind.setAttribute("data-draft", "credits"); // "words of your own" are not kept before the words
  const words = (/** @type {string} */ name, /** @type {string | null} */ text) =>
    h("input", {
      name, value: text ?? "", dir: "auto", autocomplete: "off", "data-key": `credits ${name}`,
      "data-draft": `credits ${name}`,
    });
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    for (const one of form.querySelectorAll("input")) one.value = one.value.trim();
    const told = Object.fromEntries(new FormData(form));
    void open.edit({ kind: "set_credits", ...told, usual: false });
  };
  kind.addEventListener("change", () => {
    const usual = kind.value === "usual";
    if (kind.value === "own") return kind.closest("details")?.querySelector("input")?.focus();
    void open.edit({ kind: "set_credits", opening: "", closing: "", usual });
  });
  return h(
    "details",
    { "data-fold": "credits" },
    h("summary", {}, "Said before and after the book"),
    h("div", { class: "row" }, field("Credits", kind)),
    h(
      "form",
      { class: "row own", onsubmit: keep },
      field("At the beginning", words("opening", opening)),
      field("At the end", words("closing", closing)),
      h("button", { class: "small" }, "Keep the words"),
    ),
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
