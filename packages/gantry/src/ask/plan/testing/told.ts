// How a question over the sample's catalog is read, in words.
import { tellWhole } from "../index.ts";
import { time, understand } from "./sample.ts";

/** As a viewer is told; or why it can't be read, with the words that stand in the way. */
export const told = (question: string): string => {
  const found = understand(question, time);
  if (found.kind === "beyond") return `beyond: ${found.why}${found.unknown.join(", ")}`;
  if (found.kind === "unclear") return `which: ${found.unclear.choices.map((it) => it.title).join(", ")}`;
  return tellWhole(found.plan, understand.ground, time, found.notes);
};
