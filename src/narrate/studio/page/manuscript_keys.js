// The keys of the manuscript.

import { $ } from "./dom.js";
import { MOST } from "./exchange.js";

/** @import {Manuscript} from "./manuscript.js" */
/** @import {Command} from "./keys.js" */

/**
 * @param {Manuscript} manuscript
 * @returns {Command[]}
 */
export const manuscriptKeys = (manuscript) => {
  const { lines, panel, selection, player } = manuscript;
  const digits = [...Array(MOST).keys()];
  return [
    key("n", "next doubtful line", () => manuscript.stepDoubtful(1)),
    key("p", "doubtful line before", () => manuscript.stepDoubtful(-1)),
    key("N", "the line whose answer tells most of others", () => manuscript.stepWorth()),
    key("e", "next line that is another than the story alone tells", () => manuscript.stepDiffering(1)),
    key("E", "such a line before", () => manuscript.stepDiffering(-1)),
    key("c", "next line that changed with the last edit", () => manuscript.stepChanged(1)),
    key("ArrowDown j", "line after", () => manuscript.go(selection.at + 1, undefined, "nearest")),
    key("ArrowUp k", "line before", () => manuscript.go(selection.at - 1, undefined, "nearest")),
    key("Shift+ArrowDown", "choose the line after, too", () => manuscript.extend(1)),
    key("Shift+ArrowUp", "choose the line before, too", () => manuscript.extend(-1)),
    key("Enter", "this speaker is right", () => lines.confirm()),
    ...digits.map((n) => key(String(n + 1), `person number ${n + 1} says it`, () => lines.giveTo(n))),
    key("0", "nobody known says it", () => lines.give(null)),
    key("w", "somebody else says it", () => lines.giveToSomebody()),
    key("x", "mean the rest of the exchange, too", () => panel.meanAll(!manuscript.entire)),
    key("d", "dialogue to narration, and back", () => lines.turnKind()),
    key("h", "how it is said", () => document.getElementById("manner")?.focus()),
    key("t", "hear several takes, and keep one", () => lines.chooseTake()),
    key("v", "hear it in other voices, and choose one", () => lines.chooseVoice()),
    key("l", "how a word is said", () => lines.pronounce()),
    key("s", "cut in two", () => lines.cut()),
    key("o", "join with the next", () => lines.join()),
    { keys: [" "], does: "hear the line", run: () => player.hear([selection.at]) },
    { keys: ["Shift+ "], does: "play from here", run: () => void player.playFrom(selection.at) },
    key("g", "go to the line that is heard", () => player.line !== null && manuscript.go(player.line)),
    key("Escape", "stop playing; back to the text", () => rest(manuscript)),
  ];
};

/**
 * @param {string} keys
 * @param {string} does
 * @param {() => unknown} run
 * @returns {Command}
 */
const key = (keys, does, run) => ({ keys: keys.split(" "), does, run: () => void run() });

/** @param {Manuscript} manuscript */
const rest = (manuscript) => {
  manuscript.player.stop();
  if (!$("text").contains(document.activeElement)) void manuscript.shown();
};
