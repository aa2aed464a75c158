// What codes of the server mean, in words.

/** @import {Segment, Person} from "./types.js" */

/** @type {Record<string, (words: string) => string>} */
const REASONS = {
  tag: (words) => `“${words}” stands beside it`,
  "pronoun tag": (words) => `“${words}” stands beside it, and points to them`,
  "noun tag": (words) => `“${words}” stands beside it, and means them`,
  cue: (words) => `“${words}” leads up to it`,
  beat: (words) => `“${words}” stands beside it`,
  lead: (words) => `“${words}” comes before it`,
  introduction: () => "they are introduced here",
  turn: () => "it is their turn in the conversation",
  presence: () => "they are there, and nothing tells more",
  nobody: () => "nobody was found who could say it",
  "too doubtful": () => "nobody is likely enough",
  confirmed: () => "you said so",
};

/**
 * Why the speaker of a line was found.
 * @param {Segment} line
 */
export const reason = (line) => {
  if (!line.reason) return "so it stands in the script";
  const known = REASONS[line.reason];
  return known ? known(line.words) : [line.reason, line.words].filter(Boolean).join(": ");
};

/**
 * How sure it is who says a line, in a few words.
 * @param {Segment} line
 */
export const certainty = (line) => {
  if (line.confirmed) return "confirmed";
  if (line.speaker === null) return "nobody known";
  if (line.confidence === null) return "";
  return `${Math.round(100 * line.confidence)} % sure`;
};

/** What somebody may be, by gender and age, as the server calls them. */
export const GENDERS = { M: "man", F: "woman" };
export const AGES = { child: "child", adult: "grown up", old: "old" };
/** How strongly lines are directed (narrate.settings.Strength). */
export const STRENGTHS = { off: "not at all", subtle: "subtly", full: "fully" };
/** How a line may be said (narrate.model.Manner). */
export const MANNERS = [
  "whispering", "shouting", "sobbing", "murmuring", "pleading", "angry", "cold", "sad", "urgent",
  "slow", "cheerful", "exclaiming", "interrupted",
];

/** @type {Record<string, string>} what an edit is called where it can be undone */
export const EDITS = {
  set_speaker: "who says it",
  confirm: "that it is right",
  unconfirm: "that it is open again",
  rename: "a person's name",
  merge: "two persons made one",
  split: "a person made two",
  nobody: "a person who was none",
  describe: "what a person is",
  set_voice: "a voice",
  set_voices: "all voices",
  set_strength: "how strongly somebody is directed",
  set_setting: "a setting",
  direct: "how it is said",
  keep_take: "which take is kept",
  pronounce: "how a word is said",
  pause: "a pause",
  rename_chapter: "a chapter's title",
  join_chapters: "two chapters made one",
  part_chapter: "a chapter made two",
  leave_out: "a chapter left out",
  take_back: "a chapter taken back",
  set_kind: "narration or speech",
  cut: "a line made two",
  join: "two lines made one",
  set_credits: "what is said before and after",
  book_data: "what is said of the book",
  outside: "a change of the files",
};
