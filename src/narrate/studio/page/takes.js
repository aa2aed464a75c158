// Several takes of one line, each said in another manner: heard one after the other, one is kept.

import { question } from "./dialogs.js";
import { $, button, h } from "./dom.js";
import { MANNERS } from "./words.js";

/** @import {Segment} from "./types.js" */
/** @import {Player} from "./player.js" */

/**
 * Let a line be heard in all manners. Resolves with the manner to be kept, "" for plainly; null if
 * it is to stay as it is.
 * @param {Segment} line
 * @param {Player} player
 * @returns {Promise<string | null>}
 */
export const askTake = async (line, player) => {
  const dialog = /** @type {HTMLDialogElement} */ ($("dialog"));
  /** @type {string | null} */
  let kept = null;
  const keep = (/** @type {string} */ manner) => {
    kept = manner;
    dialog.close();
  };
  const takes = ["", ...MANNERS].map((manner) => take(line, manner, player, keep));
  const asked = question(
    "Takes of this line",
    [
      h("blockquote", { dir: "auto" }, line.text),
      h("ul", { class: "takes" }, ...takes),
      h("p", { class: "hint" }, "Each is recorded when it is first heard; the script says which is kept."),
    ],
    "",
    () => null,
  );
  $("dialog").querySelector(".actions button").textContent = "Close";
  await asked;
  player.stop();
  return kept;
};

/**
 * @param {Segment} line
 * @param {string} manner
 * @param {Player} player
 * @param {(manner: string) => void} keep
 */
const take = (line, manner, player, keep) => {
  const name = manner || "plainly";
  const is = (line.manner ?? "") === manner;
  return h(
    "li",
    { "aria-current": is ? "true" : null },
    h("span", { class: "name" }, name),
    button("Hear", () => player.hearDirected(line.index, manner), {
      class: "small", "aria-label": `Hear it ${name}`, autofocus: is,
    }),
    is
      ? h("span", { class: "hint" }, "kept")
      : button("Keep", () => keep(manner), { class: "small", "aria-label": `Keep it ${name}` }),
  );
};
