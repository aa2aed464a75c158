// Elements. What a story says comes in as strings, and strings become text, never markup.

import { drawAround, focused, keepDrafts } from "./fields.js";

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>
 * } Attributes */

/**
 * A new element. Attributes that are functions listen to the event of their name (`onclick`),
 * `true` is an attribute without a value, and `false`, null and undefined are none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  for (const child of children) if (child) element.append(child);
  return element;
};

/**
 * The element that the page has under this id.
 * @param {string} id
 * @returns {any} of the class that its tag has
 */
export const $ = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
};

/**
 * A button.
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {Attributes} attributes
 */
export const button = (label, onclick, attributes = {}) =>
  h("button", { type: "button", onclick, ...attributes }, label);

/**
 * Put *children* into *parent* in place of what is there, and leave the focus where it was: on the
 * element whose `data-key` is the same; and what was unfolded is unfolded by its `data-fold`. What
 * somebody types into a field stays (see fields.js). If something in *parent* is being clicked, all
 * this is done after the click.
 * @param {Element} parent
 * @param {...(Node | string | null | undefined | false)} children
 */
export const refill = (parent, ...children) => afterClick(parent, () => fill(parent, children));

/**
 * @param {Element} parent
 * @param {(Node | string | null | undefined | false)[]} children
 */
const fill = (parent, children) => {
  const fresh = h("div", {}, ...children);
  for (const one of parent.querySelectorAll("[data-fold][open]")) {
    fresh.querySelector(`[data-fold="${one.getAttribute("data-fold")}"]`)?.setAttribute("open", "");
  }
  keepDrafts(parent, fresh);
  const kept = focused(parent, fresh);
  if (kept) return drawAround(parent, kept);
  const active = document.activeElement;
  const before = active && parent.contains(active) ? active : null;
  parent.replaceChildren(...fresh.childNodes);
  if (before) focusAgain(before, parent);
};

/**
 * Give the focus back to what had it *before*: to the same in *root*, if it was drawn anew since.
 * @param {Element} before
 * @param {ParentNode} root
 */
export const focusAgain = (before, root = document) => {
  const name = ["data-key", "data-index"].find((one) => before.hasAttribute(one));
  const again = name && `[${name}="${CSS.escape(before.getAttribute(name) ?? "")}"]`;
  const found = before.isConnected ? before : again && root.querySelector(again);
  if (found instanceof HTMLElement) found.focus({ preventScroll: true });
};

/** @type {Node | null} what a pointer or the space bar presses, until it is clicked */
let pressed = null;
/** @type {Map<Element, () => void>} what is to be drawn after the click, by its place */
const waiting = new Map();

/**
 * Draw into *parent*, at once or after the click that is being made there: a button that is
 * replaced between the press and the release is never clicked. What is drawn last counts.
 * @param {Element} parent
 * @param {() => void} draw
 */
export const afterClick = (parent, draw) => {
  waiting.delete(parent);
  if (pressed && parent.contains(pressed)) waiting.set(parent, draw);
  else draw();
};

const press = (/** @type {Event} */ event) => {
  if (event instanceof PointerEvent && event.button !== 0) return; // a menu takes its release
  pressed = event.target instanceof Node ? event.target : null;
};

/** The click comes right after the release. */
const release = () =>
  setTimeout(() => {
    pressed = null;
    const draws = [...waiting.values()];
    waiting.clear();
    for (const draw of draws) draw();
  });

addEventListener("pointerdown", press, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);
addEventListener("dragend", release, true);
addEventListener("blur", release); // of the window alone
addEventListener("change", ({ target }) => {
  // a choice in an open list may be the list's own release
  if (target instanceof HTMLSelectElement && pressed && target.contains(pressed)) release();
}, true);
addEventListener("keydown", (event) => event.key === " " && press(event), true);
addEventListener("keyup", (event) => event.key === " " && release(), true);

/**
 * "1 line", "2 lines".
 * @param {number} number
 * @param {string} noun
 */
export const count = (number, noun) =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/**
 * Seconds as "3:07" or "1:02:07".
 * @param {number} seconds
 */
export const clock = (seconds) => {
  const whole = Math.round(seconds || 0);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = `${hours ? two(minutes) : minutes}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
};
