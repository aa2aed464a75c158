// The view of the folder: its books, and their state.

import { shelf, upload } from "./api.js";
import { button, count, h, refill } from "./dom.js";
import { onDrop, pick } from "./dropping.js";
import { say } from "./notice.js";

/** @import {Shelf, Shelved} from "./types.js" */

/**
 * Fill the view.
 * @param {HTMLElement} element
 */
export const drawShelf = async (element) => {
  const { folder, books } = await shelf();
  document.title = `${folder} – narrate studio`;
  refill(
    element,
    h("h2", { dir: "auto" }, folder),
    books.length
      ? h("ul", { class: "books" }, ...books.map(entry))
      : h("p", {}, "There is no story in this folder yet. Put one here, as text, EPUB or DOCX."),
    h(
      "p",
      { class: "row start" },
      button("Begin with a story …", () => pick("", (file) => void begin(file)), {
        class: "main", "data-key": "begin",
      }),
      h("span", { class: "hint" }, "Or drop a story, an EPUB or a script here."),
    ),
  );
  return folder;
};

/**
 * Let stories be dropped on the view.
 * @param {HTMLElement} element
 */
export const takeStories = (element) => onDrop(element, (file) => void begin(file));

/** @param {File} file */
const begin = async (file) => {
  say(`Taking ${file.name} …`);
  const before = new Set((await shelf()).books.map((one) => one.id));
  const path = `/api/stories/${encodeURIComponent(file.name)}`;
  const { books } = /** @type {Shelf} */ (await upload(path, file));
  say("");
  const added = books.find((one) => !before.has(one.id)); // its name may have been made safe
  if (added) location.hash = `#/${encodeURIComponent(added.id)}/manuscript`;
};

/** @param {Shelved} book */
const entry = (book) => {
  const href = `#/${encodeURIComponent(book.id)}/manuscript`;
  const name = h("span", { class: "name", dir: "auto" }, book.id);
  return h("li", {}, h("a", { href }, name, h("span", { class: "hint" }, state(book))));
};

/** @param {Shelved} book */
const state = ({ script, finished }) => {
  if (finished) return `${count(finished, "chapter")} finished`;
  return script ? "has a script" : "not begun";
};
