// When each segment of a finished chapter is heard, as its book.json tells.

import { ask } from "./api.js";

/** @import {OpenBook} from "./open_book.js" */
/** @typedef {{file: string, starts: {index: number, start: number, end: number}[]}} Timeline */

/**
 * The sound of a finished chapter, and when its segments begin in it; null if it says something
 * else than the script does now.
 * @param {OpenBook} open
 * @param {number} number of the chapter
 * @returns {Promise<Timeline | null>}
 */
export const timeline = async (open, number) => {
  const { chapters } = await ask(open.at("files/book.json"));
  const made = chapters.find((/** @type {any} */ one) => one.number === number);
  const info = open.book.chapters[number - 1];
  if (!made || !info) return null;
  const found = await open.segments.range(info.first, info.first + info.count);
  const spoken = found.filter((one) => one.kind !== "scene_break");
  const said = made.segments.filter((/** @type {any} */ one) => one.kind !== "scene_break");
  const same = spoken.length === said.length && spoken.every((one, n) => one.text === said[n].text);
  if (!same) return null;
  const starts = spoken.map(({ index }, n) => ({ index, start: said[n].start, end: said[n].end }));
  return { file: made.file, starts };
};
