// A list of many thousand segments, of which the page holds those near to what is seen.
//
// The book is cut into blocks. A block that comes near is filled, one that is far is emptied and
// keeps its height. The browser's scroll anchoring holds what is read in its place meanwhile.

import { afterClick, h } from "./dom.js";

/** @import {Book, Segment} from "./types.js" */

const SIZE = 40; // segments to a block
const SEGMENT_PX = 44; // about the height of one, until it was seen
const NEAR = "150% 0px";
const LOOKS = 8; // frames in which a place is put right after a jump

/** @typedef {{first: number, stop: number, element: HTMLElement, near: boolean}} Block */

export class Blocks {
  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} list in it
   * @param {(first: number, stop: number) => Promise<Segment[][]>} load
   * @param {(paragraph: Segment[], old: Element | null) => Element} draw a paragraph, or the *old*
   *   element of its place if that shows the same
   */
  constructor(scroller, list, load, draw) {
    this.scroller = scroller;
    this.list = list;
    this.load = load;
    this.draw = draw;
    /** @type {Block[]} */
    this.blocks = [];
    this.kept = -1; // the segment whose block is never emptied
    this.jump = 0; // the number of the last one; who presses or turns the wheel ends it
    for (const own of ["pointerdown", "wheel", "touchmove"]) {
      scroller.addEventListener(own, () => (this.jump += 1), { passive: true });
    }
    this.watcher = new IntersectionObserver((entries) => this._seen(entries), {
      root: scroller,
      rootMargin: NEAR,
    });
  }

  /** @param {Book} book */
  lay(book) {
    this.watcher.disconnect();
    this.blocks = book.chapters.flatMap(({ first, count }) => {
      const blocks = [];
      for (let at = first; at < first + count; at += SIZE) {
        blocks.push(this._block(at, Math.min(at + SIZE, first + count)));
      }
      return blocks;
    });
    this.list.replaceChildren(...this.blocks.map((one) => one.element));
    for (const one of this.blocks) this.watcher.observe(one.element);
  }

  /** Draw again what is there: segments are others, at the same indices. */
  refresh() {
    return Promise.all(this.blocks.filter((one) => this._isHeld(one)).map((one) => this._fill(one)));
  }

  /**
   * The element of a segment, if the page holds it.
   * @param {number} index
   * @returns {HTMLElement | null}
   */
  find(index) {
    return this.list.querySelector(`[data-index="${index}"]`);
  }

  /**
   * Bring a segment into view, and resolve with its element.
   * @param {number} index
   * @param {ScrollLogicalPosition} where
   */
  async show(index, where = "center") {
    const block = this._of(index);
    if (!block) return null;
    const before = this._of(this.kept);
    this.kept = index;
    if (before && !this._isHeld(before)) this._empty(before);
    if (!this.find(index)) await this._fill(block);
    const element = this.find(index);
    if (element && this.kept === index) this._settle(element, where, (this.jump += 1), LOOKS);
    return element;
  }

  /** The first segment that is seen. */
  top() {
    const { top } = this.scroller.getBoundingClientRect();
    for (const block of this.blocks) {
      if (block.near && block.element.getBoundingClientRect().bottom > top) {
        for (const one of block.element.querySelectorAll("[data-index]")) {
          if (one.getBoundingClientRect().bottom > top + 8) {
            return Number(one.getAttribute("data-index"));
          }
        }
      }
    }
    return 0;
  }

  /** What comes into view above is drawn only then, and has another height than was thought.
   * @param {HTMLElement} element
   * @param {ScrollLogicalPosition} where
   * @param {number} jump
   * @param {number} looks
   */
  _settle(element, where, jump, looks) {
    const box = element.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const seen = box.top >= view.top + 40 && box.bottom <= view.bottom - 40;
    if (!seen || where !== "nearest") element.scrollIntoView({ block: where });
    if (!looks) return;
    requestAnimationFrame(() => {
      if (jump === this.jump) this._settle(element, "nearest", jump, looks - 1);
    });
  }

  /**
   * @param {number} first
   * @param {number} stop
   * @returns {Block}
   */
  _block(first, stop) {
    const element = h("div", { class: "block", role: "none", "data-first": first });
    element.style.setProperty("--height", `${(stop - first) * SEGMENT_PX}px`);
    return { first, stop, element, near: false };
  }

  /** @param {number} index */
  _of(index) {
    return this.blocks.find((one) => one.first <= index && index < one.stop);
  }

  /** @param {Block} block */
  _isHeld(block) {
    return block.near || (block.first <= this.kept && this.kept < block.stop);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  _seen(entries) {
    for (const entry of entries) {
      const block = this.blocks.find((one) => one.element === entry.target);
      if (!block || block.near === entry.isIntersecting) continue;
      block.near = entry.isIntersecting;
      if (block.near) void this._fill(block);
      else if (!this._isHeld(block)) this._empty(block);
    }
  }

  /** @param {Block} block */
  async _fill(block) {
    const paragraphs = await this.load(block.first, block.stop);
    afterClick(block.element, () => this._put(paragraphs, block));
  }

  /**
   * @param {Segment[][]} paragraphs
   * @param {Block} block
   */
  _put(paragraphs, block) {
    if (!this._isHeld(block) || !block.element.isConnected) return;
    const old = [...block.element.children];
    const drawn = paragraphs.map((one, n) => this.draw(one, old[n] ?? null));
    const focused = document.activeElement;
    const index = focused && block.element.contains(focused) && focused.getAttribute("data-index");
    if (drawn.length !== old.length) block.element.replaceChildren(...drawn);
    else drawn.forEach((one, n) => one !== old[n] && old[n]?.replaceWith(one));
    block.element.classList.add("filled");
    if (index) this.find(Number(index))?.focus({ preventScroll: true });
  }

  /** @param {Block} block */
  _empty(block) {
    if (!block.element.classList.contains("filled")) return;
    block.element.style.setProperty("--height", `${block.element.offsetHeight}px`);
    block.element.classList.remove("filled");
    block.element.replaceChildren();
  }
}
