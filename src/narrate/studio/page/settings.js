// What voices.yaml says of a book: its title and so on, the form of its files, words, silences.

import { button, h } from "./dom.js";
import { field } from "./dialogs.js";
import { sending } from "./fields.js";
import { choice } from "./person.js";
import { STRENGTHS } from "./words.js";

/** @import {Chosen, Word} from "./types.js" */
/** @import {OpenBook} from "./open_book.js" */

const PAUSES = {
  head: "before the first word", tail: "after the last word", heading: "after a heading",
  scene: "at a scene break", paragraph: "between paragraphs", turn: "where the speaker changes",
};
const FORMATS = { mp3: "MP3", opus: "Opus", ogg: "Ogg Vorbis", flac: "FLAC", wav: "WAV" };
const PRESETS = { listen: "to listen to", acx: "for ACX and shops" };
const BOOKS = { "": "none", m4b: "M4B", mp3: "MP3", epub: "EPUB with sound" };

/**
 * Title, author, year, series.
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const bookData = (open, chosen) => {
  const { book } = open;
  const input = (/** @type {string} */ name, /** @type {string} */ value, otherwise = "") =>
    h("input", {
      name, value, placeholder: otherwise, dir: "auto", autocomplete: "off", "data-key": name,
      "data-draft": name, type: name === "year" ? "number" : "text",
    });
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    for (const one of form.querySelectorAll("input")) one.value = one.value.trim();
    const { year, ...texts } = Object.fromEntries(new FormData(form));
    void open.edit({ kind: "book_data", ...texts, year: year ? Number(year) : null });
  };
  return h(
    "form",
    { class: "row", onsubmit: keep },
    field("Title", input("title", chosen.title, book.title)),
    field("Author", input("author", chosen.author, book.author)),
    field("Year", input("year", String(chosen.year ?? ""))),
    field("Series", input("series", chosen.series)),
    field("Number in it", input("number", chosen.number)),
    h("button", { class: "main", "data-key": "keep" }, "Keep"),
  );
};

/**
 * Which files are made, and how strongly lines are directed.
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const form = (open, { output, direction, announced }) => {
  const headings = { yes: "read aloud", no: "not read" };
  const heading = announced === true ? "yes" : announced || "no"; // or words of one's own
  const select = (
    /** @type {string} */ label, /** @type {string[]} */ path,
    /** @type {Record<string, string>} */ texts, /** @type {string | null} */ now,
  ) => {
    const made = choice(texts, now ?? "", `setting ${path.join(" ")}`);
    const send = (/** @type {string} */ value) =>
      open.edit({ kind: "set_setting", path, value: value || null });
    return field(label, sending(made, send));
  };
  return h(
    "div",
    { class: "row" },
    select("Chapters are", ["output", "format"], FORMATS, output.format),
    select("They are made", ["output", "preset"], PRESETS, output.preset),
    select("The whole book as", ["output", "book"], BOOKS, output.book),
    select(
      "Headings are", ["announce_chapters"],
      heading in headings ? headings : { ...headings, [heading]: heading }, heading,
    ),
    select("Lines are directed", ["direction"], STRENGTHS, direction),
  );
};

/**
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const pauses = (open, { pauses: now }) =>
  h(
    "details",
    { "data-fold": "pauses" },
    h("summary", {}, "Silences, in milliseconds"),
    h("div", { class: "row" }, ...Object.entries(PAUSES).map(([name, label]) => {
      const key = `setting pauses ${name}`;
      const input = h("input", {
        type: "number", min: 0, max: 20000, step: 50, value: now[name], "data-key": key,
        "data-draft": key,
      });
      input.addEventListener("change", () => {
        const value = input.value ? Number(input.value) : null;
        void open.edit({ kind: "set_setting", path: ["pauses", name], value });
      });
      return field(label, input);
    })),
  );

/**
 * How words are said, each to be taken back.
 * @param {OpenBook} open
 * @param {Chosen} chosen
 */
export const lexicon = (open, { lexicon: everywhere, people }) => {
  const entries = [
    ...everywhere.map((one) => entry(open, one, null)),
    ...people.flatMap((who) => who.lexicon.map((one) => entry(open, one, who.name))),
  ];
  return h(
    "details",
    { "data-fold": "lexicon" },
    h("summary", {}, `Words and how they are said (${entries.length})`),
    entries.length
      ? h("ul", { class: "files" }, ...entries)
      : h("p", { class: "hint" }, "None. In the manuscript, L tells how a word is said."),
  );
};

/**
 * @param {OpenBook} open
 * @param {Word} one
 * @param {string | null} person
 */
const entry = (open, { word, spoken, alphabet }, person) => {
  const by = person === null ? "" : ` when ${person} says it`;
  const back = () => void open.edit({ kind: "pronounce", word, spoken: null, person });
  return h(
    "li",
    {},
    h("span", { dir: "auto" }, `${word}: ${spoken}${alphabet ? ` (${alphabet})` : ""}${by}`),
    button("Take back", back, { class: "small", "aria-label": `Take ${word} back` }),
  );
};
