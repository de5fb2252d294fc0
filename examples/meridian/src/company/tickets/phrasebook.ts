// What a language offers to write tickets with.
import type { Kind } from "../products/lines.ts";

export type Mood = "angry" | "worried" | "neutral" | "content" | "delighted";

export type CaseType = "Problem" | "Question" | "Feature Request" | "Billing" | "Feedback";

export interface Topic {
  /** `problem`: something is wrong; `question`: something is wanted; `praise`: something went well. */
  readonly tone: "problem" | "question" | "praise";
  readonly type: CaseType;
  readonly subjects: readonly string[];
  /** What it is about; one is always used. */
  readonly openings: readonly string[];
  /** More of it; none to two are used. */
  readonly details: readonly string[];
  readonly asks: readonly string[];
  /** The kinds of instrument that it fits; any where absent. */
  readonly about?: readonly Kind[];
}

export interface Phrasebook {
  readonly greetings: readonly string[];
  readonly topics: readonly Topic[];
  /** Sentences that show a mood, whatever the topic. */
  readonly moods: Readonly<Record<Mood, readonly string[]>>;
  /** Ends in that mood. */
  readonly endings: Readonly<Record<Mood, readonly string[]>>;
  /** Colleagues, earlier contacts, the owner of the account. */
  readonly asides: readonly string[];
  /** How to reach the writer. */
  readonly reach: readonly string[];
  readonly farewells: readonly string[];
  /** Somebody took over from the champion, who left: {gone}. */
  readonly handover: readonly string[];
  /** An agent's note of a call, followed by the caller's words. */
  readonly callNotes: readonly string[];
  readonly chatNotes: readonly string[];
  readonly reply: readonly string[];
}

/** One topic; texts are separated by line breaks. */
export function topic(
  tone: Topic["tone"],
  type: CaseType,
  subjects: string,
  openings: string,
  details: string,
  asks: string,
  about?: readonly Kind[],
): Topic {
  return {
    tone,
    type,
    subjects: lines(subjects),
    openings: lines(openings),
    details: lines(details),
    asks: lines(asks),
    ...(about === undefined ? {} : { about }),
  };
}

/** The non-empty lines of a text. */
export function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
