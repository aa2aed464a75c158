// Starts the page: which book and which view are seen stands in the address.

import { ask, at, Refusal, shelf } from "./api.js";
import { BookView } from "./book.js";
import { Cast } from "./cast.js";
import { $ } from "./dom.js";
import { listenToServer } from "./events.js";
import { help, listen, register } from "./keys.js";
import { Manuscript } from "./manuscript.js";
import { manuscriptKeys } from "./manuscript_keys.js";
import { complain, hush, lament, say } from "./notice.js";
import { OpenBook } from "./open_book.js";
import { colour } from "./people.js";
import { Player } from "./player.js";
import { Recording } from "./recording.js";
import { drawShelf, takeStories } from "./shelf.js";
import { EDITS } from "./words.js";

/** @import {Book} from "./types.js" */
/** @typedef {{shown: () => void | Promise<void>}} View */

const TITLES = { "": "Everywhere", manuscript: "Manuscript", cast: "Cast", recording: "Recording" };
const VIEWS = { manuscript: "M", cast: "C", recording: "R", book: "B" };
/** @type {OpenBook | null} */
let open = null;
/** @type {Record<string, View>} the views of the open book */
let views = {};
/** @type {Recording | null} */
let recording = null;
let seen = "shelf";

/** What the address asks for. */
const asked = () => {
  const [, id, view] = location.hash.split("/");
  return { id: id ? decodeURIComponent(id) : null, view: view || "manuscript" };
};

/** @param {string} view */
const address = (view) => `#/${encodeURIComponent(open?.id ?? "")}/${view}`;

/** Show what the address asks for. */
const route = async () => {
  const { id, view } = asked();
  try {
    if (id !== null && open?.id !== id) await openBook(id);
    if (asked().id !== id || asked().view !== view) return; // something else is asked for by now
    if (id === null) {
      const folder = await drawShelf($("shelf"));
      if (asked().id !== null) return;
      $("title").textContent = folder;
      show("shelf");
    } else {
      show(view in views ? view : "manuscript");
      await views[seen]?.shown();
    }
  } catch (error) {
    fail(error);
  }
};

/** @param {string} id */
const openBook = async (id) => {
  say("Reading the story …");
  $("manuscript").setAttribute("aria-busy", "true");
  const book = await ask(at(id));
  if (asked().id !== id) return;
  colour(book.people);
  open?.close();
  open = new OpenBook(book);
  const player = new Player(open);
  open.addEventListener("close", () => player.stop());
  const manuscript = new Manuscript(open, player);
  const cast = new Cast(open, player);
  recording = new Recording(open, player);
  views = { manuscript, cast, recording, book: new BookView(open) };
  const goTo = (/** @type {Event} */ event) => {
    const { detail } = /** @type {CustomEvent<number>} */ (event);
    void manuscript.go(detail); // and once more as soon as it is seen
    location.hash = address("manuscript");
  };
  recording.addEventListener("text", goTo);
  player.addEventListener("right", goTo);
  manuscript.addEventListener("voice", (event) => {
    cast.chooseFor(/** @type {CustomEvent<{person: string, line: number}>} */ (event).detail);
    location.hash = address("cast");
  });
  register("cast", [
    { keys: ["ArrowDown", "j"], does: "person after", run: () => cast.step(1) },
    { keys: ["ArrowUp", "k"], does: "person before", run: () => cast.step(-1) },
    { keys: [" "], does: "hear the person", run: () => cast.hear() },
    { keys: ["Escape"], does: "stop playing", run: () => player.stop() },
  ]);
  register("recording", [
    { keys: ["a"], does: "record what changed", run: () => void recording?.record(null) },
    { keys: ["Escape"], does: "stop playing", run: () => player.stop() },
  ]);
  register("manuscript", manuscriptKeys(manuscript));
  open.addEventListener("change", () => drawHead());
  open.addEventListener("problem", (event) => {
    complain(/** @type {CustomEvent<Refusal>} */ (event).detail.problem);
  });
  $("manuscript").removeAttribute("aria-busy");
  say("");
};

/** @param {string} view */
const show = (view) => {
  if (view !== seen) hush(); // what was said was about another view
  seen = view;
  for (const one of document.querySelectorAll(".view")) {
    if (one instanceof HTMLElement) one.hidden = one.id !== view;
  }
  for (const link of document.querySelectorAll("[data-view]")) {
    const name = link.getAttribute("data-view") ?? "";
    link.setAttribute("href", address(name));
    if (name === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  $("views").hidden = $("tools").hidden = view === "shelf";
  if (view !== "shelf") drawHead();
};

const drawHead = () => {
  if (!open) return;
  const { title, author, undo, redo, people, problems, id } = open.book;
  colour(people);
  document.title = `${title || id} – narrate studio`;
  $("title").textContent = [title || id, author].filter(Boolean).join(" · ");
  name($("undo"), "Undo", undo);
  name($("redo"), "Redo", redo);
  lament(problems);
};

/**
 * @param {HTMLButtonElement} element
 * @param {string} does
 * @param {string | null} edit
 */
const name = (element, does, edit) => {
  element.disabled = edit === null;
  element.title = edit === null ? does : `${does}: ${EDITS[edit] ?? edit}`;
};

/** @param {unknown} error */
const fail = (error) => {
  if (!(error instanceof Refusal)) throw error;
  complain(error.problem);
};

/** @param {"undo" | "redo"} what */
const turnBack = async (what) => {
  if (open && !$(what).disabled) await open[what]();
};

/** What goes wrong after a click or a key is told, too. */
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Refusal)) return;
  event.preventDefault();
  complain(event.reason.problem);
});

register("", [
  { keys: ["Control+z", "z"], does: "undo", run: () => void turnBack("undo") },
  { keys: ["Control+Shift+z", "Control+y", "Z"], does: "redo", run: () => void turnBack("redo") },
  ...Object.keys(VIEWS).map((view) => ({
    keys: [VIEWS[/** @type {"cast"} */ (view)]],
    does: `the view ${view}`,
    run: () => void (open && (location.hash = address(view))),
  })),
  { keys: ["?"], does: "this sheet", run: () => void help(TITLES) },
]);
takeStories($("shelf"));
listen(() => seen);
$("undo").addEventListener("click", () => void turnBack("undo"));
$("redo").addEventListener("click", () => void turnBack("redo"));
$("help").addEventListener("click", () => void help(TITLES));
$("skip").addEventListener("click", () => $("main").focus());
addEventListener("hashchange", () => void route());
listenToServer({
  book: ({ id, version }) => {
    if (open?.id === id) void open.refresh(version);
  },
  recording: (told) => {
    if (open?.id === told.id) void recording?.told(told);
  },
});
const { opened } = await shelf();
if (opened !== null && !location.hash) {
  history.replaceState(null, "", `#/${encodeURIComponent(opened)}/manuscript`);
}
await route();
