// What a question that follows others up is told of them: the plan before in the planner's own form, to be edited, and in a
// line each what was said before that.
import { lineOf } from "../memory.ts";
import type { Memory } from "../memory.ts";
import type { KeptReply, PlannedRun } from "../types.ts";
import { renamed } from "./names.ts";
import { Reply } from "./reply.ts";

/** Lines of what came before the last question, letters of one, and letters of a reply that is shown again. */
const [mostLines, mostOfLine, mostOfReply] = [12, 300, 8_000];

export interface Earlier {
  /** In people's words, with names: it leaves treated as the question is. The newest first, a line each. */
  readonly told: string;
  /** The reply by which the question before was planned, where a model planned it. */
  readonly reply?: KeptReply;
}

const lined = (text: string): string => text.replaceAll(/\s+/g, " ").trim().slice(0, mostOfLine);

/** Of a published flow as the planner would name it, so that it can change a value. */
const readAs = ({ flow, input, interpretation, made }: PlannedRun): string => {
  if (made !== undefined) return interpretation.text;
  const pairs = Object.entries(input).map(([name, value]) => ({ name, value: String(value) }));
  return `${interpretation.text}, by ${JSON.stringify({ flow, input: pairs })}`;
};

/** Undefined where no question of the conversation has been answered yet. */
export const earlierOf = ({ turns, summary, facts }: Memory): Earlier | undefined => {
  const at = turns.findLastIndex((it) => it.planned.kind === "run");
  const { question, planned } = turns[at] ?? {};
  if (planned?.kind !== "run") return undefined;
  const asked = question === undefined ? "" : `${lined(question)}; `;
  const before = [...summary, ...turns.slice(0, at).map(lineOf)].slice(-mostLines).toReversed();
  // What the window holds says its values itself.
  const settled = summary.length === 0 ? [] : Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  const told = [
    `- ${asked}read as: ${lined(readAs(planned))}`,
    ...before.map((it) => `- ${lined(it)}`),
    ...(settled.length === 0 ? [] : [`- values that were named last: ${lined(settled.join(", "))}`]),
  ].join("\n");
  const reply = planned.made?.reply;
  return reply === undefined || reply.text.length > mostOfReply ? { told } : { told, reply };
};

/** A reply as it is kept. Tokens are drawn anew for each call; the words that take their places stay. */
export const keptReply = (reply: Reply, names: Readonly<Record<string, string>>): KeptReply => {
  const text = JSON.stringify(reply);
  const used = Object.entries(names)
    .filter(([token]) => text.includes(token))
    .map(([token, name], index) => ({ token, name, word: `NAME_${String(index + 1).padStart(4, "0")}` }));
  return {
    text: renamed(text, Object.fromEntries(used.map(({ token, word }) => [token, word]))),
    names: Object.fromEntries(used.map(({ word, name }) => [word, name])),
  };
};

// Written by `keptReply`, of a reply that had been read.
export const replyIn = ({ text }: KeptReply): Reply => Reply.parse(JSON.parse(text));

/** Words by which the catalog is searched for what the question before was about: its tables, or how it was read. */
export const subjectOf = ({ reply }: Earlier, aside: string): string => {
  if (reply === undefined) return aside.split("\n")[0] ?? "";
  const tables = Array.from(reply.text.matchAll(/\b[a-z_]\w*\.[a-z_]\w*/g), ([name]) => name);
  return [...new Set(tables)].join(" ").replaceAll(/[._]/g, " ");
};
