// The segments of a book, asked for in windows and kept.

/** @import {Segment, Segments as Window} from "./types.js" */

const WINDOW = 250;

export class Segments {
  /** @param {(start: number, count: number) => Promise<Window>} ask */
  constructor(ask) {
    this.ask = ask;
    /** @type {Map<number, Segment>} what is known, though it may be of an earlier version */
    this.known = new Map();
    /** @type {Map<number, Promise<void>>} the windows of this version, by number */
    this.windows = new Map();
  }

  /**
   * The book is another. Where nothing has *moved*, what was known is shown until it is told anew.
   * @param {boolean} moved
   */
  forget(moved) {
    if (moved) this.known.clear();
    this.windows.clear();
  }

  /** @param {Segment[]} segments */
  learn(segments) {
    for (const one of segments) this.known.set(one.index, one);
  }

  /**
   * @param {number} index
   * @returns {Segment | undefined} undefined until it has been asked for
   */
  peek(index) {
    return this.known.get(index);
  }

  /**
   * Those of the segments from *start* up to *stop* that are known.
   * @param {number} start
   * @param {number} stop
   */
  held(start, stop) {
    const found = [];
    for (let index = Math.max(0, start); index < stop; index += 1) {
      const one = this.known.get(index);
      if (one) found.push(one);
    }
    return found;
  }

  /**
   * The segments from *start* up to *stop*, fewer at the end of the book.
   * @param {number} start
   * @param {number} stop
   * @returns {Promise<Segment[]>}
   */
  async range(start, stop) {
    const first = Math.floor(Math.max(0, start) / WINDOW);
    const last = Math.floor(Math.max(0, stop - 1) / WINDOW);
    const asked = [];
    for (let number = first; number <= last; number += 1) asked.push(this._window(number));
    await Promise.all(asked);
    return this.held(start, stop);
  }

  /**
   * The paragraphs that begin from *start* up to *stop*, whole.
   * @param {number} start
   * @param {number} stop
   * @returns {Promise<Segment[][]>}
   */
  async paragraphs(start, stop) {
    const found = await this.range(start - 1, stop);
    let end = stop;
    for (;;) {
      const last = found.at(-1);
      const [next] = last ? await this.range(end, end + 1) : [];
      if (!last || !next || next.paragraph !== last.paragraph) break;
      found.push(next);
      end += 1;
    }
    const before = found[0] && found[0].index < start ? found[0].paragraph : -1;
    const own = found.filter((one) => one.index >= start && one.paragraph !== before);
    return [...Map.groupBy(own, (one) => one.paragraph).values()];
  }

  /**
   * @param {number} number
   * @returns {Promise<void>}
   */
  _window(number) {
    const asked = this.windows.get(number);
    if (asked) return asked;
    const asking = this.ask(number * WINDOW, WINDOW).then(
      (window) => {
        if (this.windows.get(number) === asking) this.learn(window.segments); // else forgotten
      },
      (error) => {
        this.windows.delete(number); // it may come another time
        throw error;
      },
    );
    this.windows.set(number, asking);
    return asking;
  }
}
