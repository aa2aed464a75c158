// A paragraph as printed, with who speaks in its margin.

import { h } from "./dom.js";
import { classOf } from "./people.js";
import { certainty } from "./words.js";

/** @import {Segment} from "./types.js" */

/** @type {WeakMap<Element, string>} what each element shows */
const shown = new WeakMap();

/**
 * The element of a paragraph; *old* itself where that shows the same.
 * @param {Segment[]} segments
 * @param {Element | null} old
 * @returns {Element}
 */
export const draw = (segments, old) => {
  const shows = JSON.stringify(segments.map((one) => [one, classOf(one.speaker)]));
  if (old && shown.get(old) === shows) return old;
  const first = segments[0];
  const element = h(
    "div",
    { class: `para ${first?.kind ?? ""}`, role: "group", "data-paragraph": first?.paragraph },
    h("div", { class: "margin", "aria-hidden": "true" }, ...margin(segments)),
    h("p", { class: "print", role: "none", dir: "auto" }, ...print(segments)),
  );
  shown.set(element, shows);
  return element;
};

/**
 * Who speaks, once for lines of one speaker in a row.
 * @param {Segment[]} segments
 */
const margin = (segments) => {
  const lines = segments.filter((one) => one.kind === "dialogue");
  return lines.filter((one, n) => !n || !isSame(one, lines[n - 1])).map(name);
};

/**
 * @param {Segment} one
 * @param {Segment | undefined} other
 */
const isSame = (one, other) =>
  other !== undefined && one.speaker === other.speaker && one.doubtful === other.doubtful;

/** @param {Segment} line */
const name = (line) =>
  h(
    "span",
    { class: `who ${classOf(line.speaker)}`, title: `${line.speaker ?? ""} ${certainty(line)}`.trim(), "data-of": line.index },
    h("bdi", {}, line.speaker ?? "nobody known"),
    line.doubtful && h("span", { class: "sign doubt" }, "?"),
    line.confirmed && h("span", { class: "sign" }, "✓"),
    line.changed && !line.confirmed && h("span", { class: "sign" }, "≠"),
  );

/** @param {Segment[]} segments */
const print = (segments) =>
  segments.flatMap((one, n) => (n ? [" ", segment(one)] : [segment(one)]));

/** @param {Segment} one */
const segment = (one) =>
  h(
    "span",
    {
      class: `seg ${one.kind} ${classOf(one.speaker)}${one.doubtful ? " doubtful" : ""}`,
      role: "option",
      tabindex: -1,
      "aria-selected": "false",
      "data-index": one.index,
    },
    spoken(one),
    one.kind === "scene_break" ? "* * *" : one.text,
  );

/**
 * What is heard before the text only: who says it, and whether that is doubtful. It is apart from
 * the text, whose direction it does not tell.
 * @param {Segment} one
 */
const spoken = (one) => {
  if (one.kind === "heading") return h("bdi", { class: "aside" }, "Heading: ");
  if (one.kind !== "dialogue") return null;
  const doubt = one.doubtful ? ", doubtful" : "";
  return h("bdi", { class: "aside" }, `${one.speaker ?? "Nobody known"}${doubt}: `);
};
