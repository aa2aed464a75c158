// How far each chapter of a book is that is being recorded.

/** @import {Chapter, Recording} from "./types.js" */
/** @typedef {{share: number, seconds: number | null}} Far */

/**
 * By the numbers of those *chapters* that were asked for: which share of each is recorded, and in
 * how many seconds all of it will be, null if that cannot be told. As they are recorded one after
 * the other, that follows from how far the whole is.
 * @param {Recording} told
 * @param {Chapter[]} chapters
 * @returns {Map<number, Far>}
 */
export const byChapter = ({ lines, of, seconds_left, chapters: asked }, chapters) => {
  const meant = chapters.filter((one) => asked === null || asked.includes(one.number));
  const all = meant.reduce((sum, one) => sum + one.count, 0);
  const done = of ? (all * lines) / of : 0;
  let before = 0;
  return new Map(
    meant.map(({ number, count }) => {
      const share = Math.max(0, Math.min(1, (done - before) / count));
      before += count;
      const left = Math.max(0, before - done);
      const seconds = seconds_left === null ? null : all > done ? (seconds_left * left) / (all - done) : 0;
      return [number, { share, seconds }];
    }),
  );
};
