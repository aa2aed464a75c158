// Everybody's colour, as classes: `p0`, `p1` ... in the order of the book's people.

/** @import {Person} from "./types.js" */

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
/** @type {Map<string, string>} */
let classes = new Map();
let text = ""; // of the sheet: the whole page is styled anew when it is another

/** @param {Person[]} people */
export const colour = (people) => {
  classes = new Map(people.map((one, n) => [one.name, `p${n}`]));
  const rules = people.map(
    ({ colour: [light, dark] }, n) => `.p${n}{--who:light-dark(${light},${dark})}`,
  );
  if (text === rules.join("\n")) return;
  text = rules.join("\n");
  sheet.replaceSync(text);
};

/**
 * The class of a person's colour; that of nobody known for null.
 * @param {string | null} name
 */
export const classOf = (name) => (name === null ? "unknown" : (classes.get(name) ?? "unknown"));
