// What the server tells unasked.

/** @typedef {{id: string, version: number}} BookTold */
/** @import {Recording} from "./types.js" */
/** @typedef {{book: (told: BookTold) => void, recording: (told: Recording) => void}} Listeners */

/**
 * Listen from now on; the browser asks again by itself when the connection is lost.
 * @param {Listeners} listeners
 */
export const listenToServer = (listeners) => {
  const source = new EventSource("/api/events");
  for (const [name, listener] of Object.entries(listeners)) {
    source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
  }
};
