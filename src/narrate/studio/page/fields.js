// Fields, in which somebody may be typing while what is around them is drawn anew.
//
// What a field was drawn with is what the book says; what a person puts in is what they mean, until
// the book says it. So a field that has the focus stays in its place, and only what is around it is
// another; and what was typed into a field with `data-draft` stays until it is kept.

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

const FIELDS = "select, textarea, input:not([type=checkbox])";
/** @type {WeakSet<EventTarget>} the fields into which a person put what the book does not say yet */
const touched = new WeakSet();
addEventListener("input", ({ target }) => target && touched.add(target), true);
addEventListener("beforeunload", (event) => {
  const drafts = /** @type {NodeListOf<Field>} */ (document.querySelectorAll("[data-draft]"));
  if ([...drafts].some(isMeant)) event.preventDefault(); // the browser asks whether to leave it
});

/**
 * Whether a field in *parent* has the focus: keys are for it, and for nothing else.
 * @param {Element} parent
 */
export const isTyping = (parent) => {
  const field = document.activeElement;
  return field !== null && field.matches(FIELDS) && parent.contains(field);
};

/**
 * Whenever something else is chosen in *field*, *send* it at once. If that is refused, the field
 * shows what the book says.
 * @template {Field} T
 * @param {T} field
 * @param {(value: string) => Promise<unknown>} send resolves with nothing if it is refused
 * @returns {T}
 */
export const sending = (field, send) => {
  field.addEventListener("change", async () => {
    const { value } = field;
    const done = await send(value);
    if (field.value !== value) return; // something else was chosen meanwhile, and is sent, too
    touched.delete(field);
    if (!done) field.value = said(field);
  });
  return field;
};

/**
 * Put what was typed into fields of *parent* and is not kept yet into the same ones of *fresh*.
 * @param {Element} parent
 * @param {Element} fresh
 */
export const keepDrafts = (parent, fresh) => {
  for (const one of parent.querySelectorAll("[data-draft]")) {
    const draft = /** @type {Field} */ (one);
    const again = fresh.querySelector(`[data-draft="${draft.getAttribute("data-draft")}"]`);
    if (again && isMeant(draft)) {
      /** @type {Field} */ (again).value = draft.value;
      touched.add(again);
    }
  }
};

/**
 * The field in *parent* that has the focus, and its twin in *fresh*, by their `data-key`; null if
 * there is none, or it is about something else (`data-about`) or elsewhere.
 * @param {Element} parent
 * @param {Element} fresh
 * @returns {{field: Field, twin: Field} | null}
 */
export const focused = (parent, fresh) => {
  const field = document.activeElement;
  const key = field?.getAttribute("data-key");
  if (!field || !key || !isTyping(parent)) return null;
  const twin = fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const same =
    twin?.getAttribute("data-about") === field.getAttribute("data-about") &&
    tags(field, parent) === tags(twin, fresh);
  return same ? { field: /** @type {Field} */ (field), twin: /** @type {Field} */ (twin) } : null;
};

/**
 * Put what is in *fresh* into *parent*, but leave *field* where it is, for its *twin*.
 * @param {Element} parent
 * @param {{field: Field, twin: Field}} kept
 */
export const drawAround = (parent, { field, twin }) => {
  const value = isMeant(field) ? field.value : twin.value;
  /** @type {Element} */
  let one = field;
  /** @type {Element} */
  let other = twin;
  while (one !== parent) {
    takeAttributes(one, other);
    takeSiblings(one, other);
    one = /** @type {Element} */ (one.parentElement);
    other = /** @type {Element} */ (other.parentElement);
  }
  if (field instanceof HTMLSelectElement) takeOptions(field, twin);
  if (field.value !== value) field.value = value; // else the caret would move
};

/** @param {Field} field */
const said = (field) =>
  field instanceof HTMLSelectElement
    ? ((field.querySelector("option[selected]") ?? field.options[0])?.getAttribute("value") ?? "")
    : field.defaultValue;

/** @param {Field} field */
const isMeant = (field) => touched.has(field) && field.value !== said(field);

/**
 * The tags of what *element* is in, within *root*.
 * @param {Element} element
 * @param {Element} root
 * @returns {string}
 */
const tags = (element, root) =>
  element === root ? "" : `${element.tagName} ${tags(/** @type {Element} */ (element.parentElement), root)}`;

/**
 * @param {Element} one
 * @param {Element} other
 */
const takeAttributes = (one, other) => {
  for (const { name, value } of other.attributes) {
    if (one.getAttribute(name) !== value) one.setAttribute(name, value);
  }
  for (const { name } of [...one.attributes]) {
    if (name !== "open" && !other.hasAttribute(name)) one.removeAttribute(name);
  }
};

/**
 * @param {Element} one
 * @param {Element} other
 */
const takeSiblings = (one, other) => {
  for (const sibling of [...(one.parentNode?.childNodes ?? [])]) if (sibling !== one) sibling.remove();
  const siblings = [...(other.parentNode?.childNodes ?? [])];
  const at = siblings.indexOf(other);
  one.before(...siblings.slice(0, at));
  one.after(...siblings.slice(at + 1));
};

/**
 * An open list would be shut by options that are replaced.
 * @param {HTMLSelectElement} select
 * @param {Field} twin
 */
const takeOptions = (select, twin) => {
  const same =
    select.childNodes.length === twin.childNodes.length &&
    [...select.childNodes].every((one, n) => one.isEqualNode(twin.childNodes[n] ?? null));
  if (!same) select.replaceChildren(...twin.childNodes);
};
