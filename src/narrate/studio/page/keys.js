// What each key does, where; the help sheet is made of the same list.

import { $, h } from "./dom.js";
import { question } from "./dialogs.js";

/** @typedef {{keys: string[], does: string, run: () => void}} Command */

/** @type {Map<string, Command[]>} by the view in which they work; "" for all */
const commands = new Map();
const SWITCH = "narrate:keys";
/** @type {Record<string, string>} */
const NAMES = {
  " ": "Space", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Control: "Ctrl",
};
const OWN = "input, textarea, select";
const PRESSED = "button, a, summary, [role=radio]";

/**
 * @param {string} view
 * @param {Command[]} list
 */
export const register = (view, list) => commands.set(view, list);

const areOn = () => localStorage.getItem(SWITCH) !== "off";

/**
 * @param {KeyboardEvent} event
 */
const called = (event) => {
  const control = event.ctrlKey || event.metaKey ? "Control+" : "";
  const shift = event.shiftKey && (event.key.length > 1 || event.key === " ") ? "Shift+" : "";
  const key = control && event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${control}${control && event.shiftKey ? "Shift+" : shift}${key}`;
};

/**
 * Listen from now on. *view* tells which one is seen.
 * @param {() => string} view
 */
export const listen = (view) =>
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const name = called(event);
    if (event.altKey || event.isComposing || target.closest("dialog")) return;
    if (target.matches(OWN) && name !== "Escape") return;
    if (target.matches(PRESSED) && (name === "Enter" || name === " ")) return;
    if (name.length === 1 && name !== "?" && !areOn()) return;
    const all = [...(commands.get(view()) ?? []), ...(commands.get("") ?? [])];
    const command = all.find((one) => one.keys.includes(name));
    if (!command) return;
    event.preventDefault();
    command.run();
  });

/**
 * The sheet of keys.
 * @param {Record<string, string>} titles of the views
 */
export const help = (titles) => {
  const input = h("input", { type: "checkbox" });
  input.checked = areOn();
  input.addEventListener("change", () => {
    localStorage.setItem(SWITCH, input.checked ? "on" : "off");
  });
  const parts = Object.entries(titles).flatMap(([view, title]) => part(title, commands.get(view)));
  const off = h("label", { class: "check" }, input, " Letters and digits alone are keys");
  const asked = question("Keys", [off, h("div", { class: "sheet" }, ...parts)], "", () => null);
  $("dialog").querySelector("button").textContent = "Close";
  return asked;
};

/**
 * @param {string} title
 * @param {Command[]} [list]
 */
const part = (title, list = []) =>
  list.length
    ? [h("section", {}, h("h3", {}, title), h("dl", {}, ...list.flatMap(entry)))]
    : [];

/** @param {Command} command */
const entry = ({ keys, does }) => [h("dt", {}, ...keys.flatMap(shown)), h("dd", {}, does)];

/**
 * @param {string} key
 * @param {number} n
 */
const shown = (key, n) => {
  const parts = key === "+" ? ["+"] : key.split("+");
  return [n ? " or " : "", ...parts.map((one) => h("kbd", {}, NAMES[one] ?? one))];
};
