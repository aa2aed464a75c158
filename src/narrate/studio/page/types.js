// What the server tells, as narrate.studio.messages has it.

/** @typedef {{code: "conflict" | "refused" | "failed", message: string, at: string, hint: string,
 *   version: number | null}} Problem */
/** @typedef {{id: string, script: boolean, finished: number}} Shelved */
/** @typedef {{folder: string, books: Shelved[], opened: string | null}} Shelf */
/** @typedef {{number: number, title: string, first: number, count: number, lines: number,
 *   doubtful: number}} Chapter */
/** @typedef {{title: string, after: number}} LeftOut */
/** @typedef {{name: string, aliases: string[], gender: string | null, age: string | null,
 *   narrator: boolean, named: boolean, lines: number, words: number, doubtful: number,
 *   confirmed: number, first: number | null, colour: [string, string], listed: boolean,
 *   direction: string | null}} Person */
/** @typedef {{id: string, version: number, title: string, author: string, language: string,
 *   story: string, script: string, settings: string, decided: boolean, ready: boolean,
 *   settled: boolean, segments: number,
 *   lines: number, doubtful: number, confirmed: number, chapters: Chapter[], left_out: LeftOut[],
 *   people: Person[], undo: string | null, redo: string | null, problems: Problem[]}} Book */
/** @typedef {"heading" | "narration" | "dialogue" | "scene_break"} Kind */
/** @typedef {{index: number, kind: Kind, chapter: number, paragraph: number, text: string,
 *   speaker: string | null, confidence: number | null, doubtful: boolean, confirmed: boolean,
 *   reason: string, words: string, others: string[], automatic: string | null, changed: boolean,
 *   manner: string | null, voice: string | null, take: number}} Segment */
/** @typedef {{version: number, start: number, segments: Segment[]}} Segments */
/** @typedef {{version: number, lines: number[]}} Lines */
/** @typedef {{book: Book, told: Segment[], also: Segment[], moved: boolean}} Changed */
/** @typedef {{engine: string, name: string, rate: number, pitch: number,
 *   volume: number}} Voice */
/** @typedef {{version: number, narrator: Voice, voices: Record<string, Voice>,
 *   notes: string[]}} Casting */
/** @typedef {{name: string, engine: string, accent: string, gender: string | null,
 *   age: string | null, pitch_hz: number | null, misheard: number | null,
 *   castable: boolean}} Offered */
/** @typedef {{number: number, title: string, of: number, stale: number[], files: string[],
 *   fresh: boolean}} ChapterSound */
/** @typedef {{version: number, chapters: ChapterSound[], seconds: number}} Sound */
/** @typedef {{line: number, reason: "silent" | "quiet" | "long" | "clipped"}} Suspect */
/** @typedef {{suspects: Suspect[], missing: number[]}} Suspects */
/** @typedef {{seconds: number, peaks: number[]}} Peaks */
/** @typedef {{name: string, value: string, wanted: string, passed: boolean}} Figure */
/** @typedef {{file: string, passed: boolean, figures: Figure[]}} Checked */
/** @typedef {{files: Checked[]}} Acx */
/** @typedef {{name: string, size: number}} MadeFile */
/** @typedef {{files: MadeFile[]}} MadeFiles */
/** @typedef {{id: string, state: "none" | "running" | "done" | "cancelled" | "failed",
 *   lines: number, of: number, seconds_left: number | null, message: string,
 *   chapters: number[] | null}} Recording */
/** @typedef {{word: string, spoken: string, alphabet: string | null}} Word */
/** @typedef {{name: string, aliases: string[], direction: string | null, lexicon: Word[]}} Listed */
/** @typedef {{version: number, engine: string, people: Listed[], lexicon: Word[],
 *   direction: string, pauses: Record<string, number>, output: Record<string, any>,
 *   outputs: string[], announced: boolean | string,
 *   credits: {opening: string | null, closing: string | null, usual: boolean},
 *   title: string,
 *   author: string, year: number | null, series: string, number: string,
 *   has_cover: boolean}} Chosen */
/** @typedef {{kind: string, [field: string]: unknown}} Edit see narrate.studio.edits */

export {};
