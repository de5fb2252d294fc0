// What customers write, in three languages, marked as unhappy, neither or content: written for this measurement apart from the
// lexicons and from the sample company's tickets. One text a line, its mark before it.
import { readFileSync } from "node:fs";

export type Mood = -1 | 0 | 1;

export interface MarkedText {
  readonly mood: Mood;
  readonly text: string;
}

const moods = new Map<string, Mood>([
  ["-", -1],
  ["0", 0],
  ["+", 1],
]);

/** Of each mood every third text may be looked at; the others are only ever counted. */
export function moodTexts(language: string): { readonly seen: readonly MarkedText[]; readonly heldOut: readonly MarkedText[] } {
  const all = readFileSync(new URL(`${language}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line, index): MarkedText => {
      const mood = moods.get(line.slice(0, 1));
      if (mood === undefined || line.slice(1, 2) !== " ") throw new Error(`${language}.txt, line ${index + 1}: no mark`);
      return { mood, text: line.slice(2) };
    });
  const parts = [...Map.groupBy(all, (it) => it.mood).values()];
  return {
    seen: parts.flatMap((part) => part.filter((_, index) => index % 3 === 0)),
    heldOut: parts.flatMap((part) => part.filter((_, index) => index % 3 !== 0)),
  };
}
