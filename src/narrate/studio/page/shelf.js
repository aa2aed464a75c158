// The view of the folder: its books, and their state.

import { shelf } from "./api.js";
import { count, h, refill } from "./dom.js";

/** @import {Shelved} from "./types.js" */

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
      : h("p", {}, "There is no story in this folder yet."),
  );
  return folder;
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
