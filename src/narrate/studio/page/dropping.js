// Files from the person's machine: dropped, or chosen.

import { h } from "./dom.js";

/**
 * Take the first file that is dropped on *element*.
 * @param {HTMLElement} element
 * @param {(file: File) => void} take
 */
export const onDrop = (element, take) => {
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("dropping");
  });
  for (const end of ["dragleave", "drop"]) {
    element.addEventListener(end, () => element.classList.remove("dropping"));
  }
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
};

/**
 * Let the person choose a file.
 * @param {string} accept
 * @param {(file: File) => void} take
 */
export const pick = (accept, take) => {
  const input = h("input", { type: "file", accept });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) take(file);
  });
  input.click();
};
