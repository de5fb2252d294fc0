// What customers write, in three languages, marked as unhappy, neither or content: written for this measurement apart from the
// sample company's tickets, each set before any of it was counted. The two seen ones, `further` and the three of practice were then looked at while the
// model was mended; `held-out` and the two blind ones only ever counted. One text a line, its mark before it.
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

export type MoodSet =
  | "seen"
  | "seen-later"
  | "further"
  | "practice"
  | "practice-later"
  | "practice-last"
  | "held-out"
  | "blind"
  | "blind-later";

export function moodTexts(set: MoodSet, language: string): readonly MarkedText[] {
  const name = `${set}/${language}.txt`;
  return readFileSync(new URL(name, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line, index): MarkedText => {
      const mood = moods.get(line.slice(0, 1));
      if (mood === undefined || line.slice(1, 2) !== " ") throw new Error(`${name}, line ${index + 1}: no mark`);
      return { mood, text: line.slice(2) };
    });
}
