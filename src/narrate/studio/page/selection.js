// Which segments are chosen: those between where a choice began and where the cursor is.

/** Tells of itself by the event `change`. */
export class Selection extends EventTarget {
  at = 0; // the cursor
  from = 0; // where the choice began

  get first() {
    return Math.min(this.at, this.from);
  }

  get last() {
    return Math.max(this.at, this.from);
  }

  /** @param {number} index */
  has(index) {
    return this.first <= index && index <= this.last;
  }

  /**
   * @param {number} at
   * @param {number} from
   */
  set(at, from = at) {
    this.at = at;
    this.from = from;
    this.dispatchEvent(new Event("change"));
  }
}
