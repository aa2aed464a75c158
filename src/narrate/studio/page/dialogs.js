// Questions that need an answer before anything else.

import { $, button, focusAgain, h } from "./dom.js";

/** @import {Person} from "./types.js" */

/**
 * Ask with the fields of *content*. Resolves with what *answer* makes of them, null if the person
 * thinks better of it. The focus goes back to where it was.
 * @template T
 * @param {string} title
 * @param {Node[]} content
 * @param {string} does what the button says
 * @param {() => T} answer
 * @returns {Promise<T | null>}
 */
export const question = (title, content, does, answer) =>
  new Promise((resolve) => {
    const dialog = /** @type {HTMLDialogElement} */ ($("dialog"));
    const before = document.activeElement;
    /** @type {T | null} */
    let given = null;
    const form = h(
      "form",
      {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          given = answer();
          dialog.close();
        },
      },
      h("h2", { id: "dialog-title" }, title),
      ...content,
      h(
        "p",
        { class: "actions" },
        button("Cancel", () => dialog.close()),
        does ? h("button", { class: "main" }, does) : null,
      ),
    );
    dialog.replaceChildren(form);
    dialog.addEventListener(
      "close",
      () => {
        dialog.replaceChildren();
        if (before) focusAgain(before);
        resolve(given);
      },
      { once: true },
    );
    dialog.showModal();
  });

/**
 * A field with its label.
 * @param {string} label
 * @param {HTMLElement} input
 */
export const field = (label, input) => h("label", { class: "field" }, h("span", {}, label), input);

/**
 * Ask for a line of text; null also for none.
 * @param {string} title
 * @param {string} label
 * @param {string} value
 * @param {string} does
 */
export const askText = async (title, label, value, does) => {
  const input = h("input", { value, dir: "auto", required: true, autocomplete: "off" });
  const asked = question(title, [field(label, input)], does, () => input.value.trim() || null);
  input.select();
  return asked;
};

/**
 * Ask for a person; one whom nobody knows yet may be named, unless *known* is asked for.
 * @param {string} title
 * @param {Person[]} people
 * @param {string} does
 * @param {boolean} [known]
 * @returns {Promise<string | null>}
 */
export const askPerson = async (title, people, does, known = false) => {
  const input = h("input", { list: "persons", dir: "auto", required: true, autocomplete: "off" });
  const names = people.map((one) => h("option", { value: one.name }));
  const list = h("datalist", { id: "persons" }, ...names);
  const check = () => {
    const wrong = known && !people.some((one) => one.name === input.value.trim());
    input.setCustomValidity(wrong ? "Nobody is called so" : "");
  };
  input.addEventListener("input", check);
  check();
  const hint = h("p", { class: "hint" }, known ? "" : "A new name is added to the cast.");
  const content = [field("Name", input), list, hint];
  return question(title, content, does, () => input.value.trim() || null);
};

/**
 * Ask for a place in a text, by the caret. Resolves with how many characters are before it.
 * @param {string} title
 * @param {string} text
 * @param {number} at
 * @param {string} does
 */
export const askPlace = async (title, text, at, does) => {
  const area = h("textarea", { rows: 5, readonly: true, dir: "auto" }, text);
  const label = "Put the caret where the second part begins";
  const asked = question(title, [field(label, area)], does, () => area.selectionStart);
  area.focus();
  area.setSelectionRange(at, at);
  return asked;
};
