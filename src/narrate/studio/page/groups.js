// A table of many thousand rows, of which those are drawn that come near to what is seen.

import { h } from "./dom.js";

const SIZE = 60; // rows to a group
const NEAR = "100% 0px";

/** @template T */
export class Groups {
  /**
   * @param {HTMLElement} scroller around the table
   * @param {(item: T) => HTMLElement} draw the row of an item
   * @param {number} rowPx about the height of a row, until it is drawn
   */
  constructor(scroller, draw, rowPx) {
    this.draw = draw;
    this.rowPx = rowPx;
    /** @type {T[]} */
    this.items = [];
    /** @type {HTMLElement[]} the bodies of the table, one to a group */
    this.bodies = [];
    /** @type {Set<number>} the groups that are near, which are drawn at once the next time */
    this.near = new Set([0]);
    this.watcher = new IntersectionObserver((entries) => this._seen(entries), {
      root: scroller,
      rootMargin: NEAR,
    });
  }

  /**
   * The bodies of a new table of *items*.
   * @param {T[]} items
   */
  lay(items) {
    this.watcher.disconnect();
    this.items = items;
    const count = Math.ceil(items.length / SIZE);
    this.bodies = Array.from({ length: count }, (_, n) => h("tbody", {}, this._gap(n)));
    for (const number of this.near) this._fill(number);
    for (const one of this.bodies) this.watcher.observe(one);
    return this.bodies;
  }

  /**
   * Draw the row of an item, wherever it is.
   * @param {T} item
   */
  show(item) {
    const at = this.items.indexOf(item);
    if (at >= 0) this._fill(Math.floor(at / SIZE));
  }

  /** @param {number} number of the group */
  _gap(number) {
    const rows = Math.min(SIZE, this.items.length - number * SIZE);
    const gap = h("tr", { class: "gap", "aria-hidden": "true" }, h("td"));
    gap.style.setProperty("--height", `${rows * this.rowPx}px`);
    return gap;
  }

  /** @param {number} number */
  _fill(number) {
    const body = this.bodies[number];
    if (!body?.querySelector(".gap")) return;
    const items = this.items.slice(number * SIZE, (number + 1) * SIZE);
    body.replaceChildren(...items.map((one) => this.draw(one)));
  }

  /** @param {IntersectionObserverEntry[]} entries */
  _seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const number = this.bodies.indexOf(/** @type {HTMLElement} */ (target));
      if (number < 0) continue;
      if (isIntersecting) this.near.add(number);
      else this.near.delete(number);
      if (isIntersecting) this._fill(number);
    }
  }
}
