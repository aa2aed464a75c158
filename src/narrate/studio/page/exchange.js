// Who else may say a line, and what goes on from it: from the lines around.

/** @import {Segment, Person} from "./types.js" */

export const MOST = 6; // a key for each
const AROUND = 30; // segments before and after in which somebody is near
const SILENCE = 2; // paragraphs without a word of dialogue after which another exchange begins

export const REACH = 120; // segments after a line to which an exchange may go on

/**
 * The people who may say *line*, the likeliest first: those who came second, those who speak near,
 * those who speak most. Not who says it now. Those who were offered *before* keep their places.
 * @param {Segment} line
 * @param {Segment[]} around
 * @param {Person[]} people
 * @param {string[]} before
 */
export const candidates = (line, around, people, before) => {
  const near = around
    .filter((one) => one.speaker && Math.abs(one.index - line.index) <= AROUND)
    .sort((one, other) => distance(one, line) - distance(other, line))
    .map((one) => one.speaker);
  const names = [line.automatic, ...line.others, ...near, ...people.map((one) => one.name)];
  const known = new Set(names.filter((one) => one !== null && one !== line.speaker));
  const others = [.../** @type {Set<string>} */ (known)].filter((one) => !before.includes(one));
  const kept = before.map((one) => (known.has(one) ? one : others.shift()));
  return [...kept, ...others].filter((one) => one !== undefined).slice(0, MOST);
};

/**
 * @param {Segment} one
 * @param {Segment} other
 */
const distance = (one, other) => Math.abs(one.index - other.index);

/**
 * The lines of the speaker of *line* from there to the end of the exchange, itself first.
 * @param {Segment} line
 * @param {Segment[]} after the segments after it, in order
 */
export const rest = (line, after) => {
  const lines = [line];
  let spoken = line.paragraph;
  for (const one of after) {
    const ended = one.chapter !== line.chapter || one.kind === "scene_break";
    if (ended || one.paragraph > spoken + SILENCE + 1) break;
    if (one.kind !== "dialogue") continue;
    spoken = one.paragraph;
    if (one.speaker === line.speaker) lines.push(one);
  }
  return lines;
};
