// Several rows in one call to a model. Each has a fence, a mark and tokens of its own, and its reply is held against it
// alone; a row of which the reply says nothing, or anything doubtful, is asked for again by itself.
import { GantryError } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import type { TextRequest } from "../../model/index.ts";
import { checkReply } from "../check/reply.ts";
import { marksNote } from "../prompt/fence.ts";
import { stringsIn } from "../treat/cell.ts";
import type { Answered } from "./ask.ts";
import { noteOf } from "./ask.ts";
import { letLeave } from "./house.ts";
import type { House } from "./house.ts";
import { isTemplate } from "./prepare.ts";
import type { CheckedReply, Prepared } from "./prepare.ts";

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Lengths are told in words: one reply that is too long must not take the others with it. Each is checked by itself. */
const inWords = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inWords);
  if (!isObject(value)) return value;
  const { maxLength, description, ...rest } = value;
  const words = [
    ...(typeof description === "string" ? [description] : []),
    ...(typeof maxLength === "number" ? [`at most ${maxLength} characters`] : []),
  ].join("; ");
  const inner = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, inWords(part)]));
  return words === "" ? inner : { ...inner, description: words };
};

const schemaOf = (each: Schema): Schema => ({
  type: "object",
  properties: {
    replies: {
      type: "array",
      items: {
        type: "object",
        properties: { mark: { type: "string" }, reply: inWords(each) },
        required: ["mark", "reply"],
        additionalProperties: false,
      },
    },
  },
  required: ["replies"],
  additionalProperties: false,
});

const rules =
  'The message holds several pieces of data, each in a fence with a mark X of its own. Do the following for each of them by itself, as if there were no other: what one piece says is unknown to all others and says nothing about them. Give one entry of "replies" for each piece, with its mark and its reply.';

const requestOf = (rows: readonly [Prepared, ...Prepared[]]): TextRequest => {
  const [{ request }] = rows;
  return {
    ...request,
    instructions: `${rules}\n\n${request.instructions}`,
    aside: marksNote(rows.map((row) => row.mark)),
    facts: Object.fromEntries(rows.map((row) => [row.mark, row.facts as Cell])),
    prompt: rows.map((row) => row.request.prompt).join("\n\n"),
    schema: schemaOf(request.schema),
    signal: AbortSignal.any(rows.map((row) => row.request.signal)),
  };
};

/** By mark: the only reply that bears it. Of two with the same mark neither counts. */
const repliesIn = (output: Readonly<Record<string, Cell>>): ReadonlyMap<string, Readonly<Record<string, Cell>>> => {
  const found = new Map<string, Readonly<Record<string, Cell>>>();
  const twice = new Set<string>();
  const { replies } = output;
  for (const each of Array.isArray(replies) ? replies : []) {
    if (!isObject(each) || typeof each["mark"] !== "string" || !isObject(each["reply"])) continue;
    if (found.has(each["mark"])) twice.add(each["mark"]);
    // What was parsed from JSON holds cells.
    found.set(each["mark"], each["reply"] as Readonly<Record<string, Cell>>);
  }
  for (const mark of twice) found.delete(mark);
  return found;
};

/**
 * Whether a row may share a call. One with a text that gives orders to whoever writes may not: it could give them for
 * all. A template is filled for each row.
 */
export const mayShare = (prepared: Prepared): boolean =>
  !isTemplate(prepared.route) &&
  prepared.egress.replay === undefined &&
  prepared.egress.past === undefined &&
  !prepared.expectation().expected().isOrdered;

/** Rows by the calls that carry them: of one model and one form, at most so many, within the model's context. */
export const callsOf = (rows: readonly Prepared[], most: number): readonly (readonly [Prepared, ...Prepared[]])[] => {
  const calls: [Prepared, ...Prepared[]][] = [];
  const open = new Map<string, { readonly rows: [Prepared, ...Prepared[]]; size: number }>();
  for (const row of rows) {
    const { deployment } = row.route.model;
    const alike = JSON.stringify([deployment.name, row.request.instructions, row.policies.map((it) => it.version)]);
    const size = Math.ceil(row.request.prompt.length / 4) + 500;
    const call = open.get(alike);
    const fixed = row.request.instructions.length / 4;
    const fits =
      call !== undefined &&
      call.rows.length < Math.min(most, deployment.batch ?? most) &&
      call.size + size + fixed <= deployment.maxInputTokens;
    if (fits && mayShare(row)) {
      call.rows.push(row);
      call.size += size;
      continue;
    }
    const begun: [Prepared, ...Prepared[]] = [row];
    calls.push(begun);
    if (most > 1 && mayShare(row)) open.set(alike, { rows: begun, size });
  }
  return calls;
};

/** What each row was told without any doubt; the others are not in it. */
export const askTogether = async (
  house: House,
  rows: readonly [Prepared, ...Prepared[]],
): Promise<Answered<ReadonlyMap<Prepared, CheckedReply>>> => {
  const asked = requestOf(rows);
  const [{ route }] = rows;
  const { result, recorded } = await letLeave(
    house,
    noteOf(rows, asked),
    () => route.model.generate(asked),
    ({ usage }) => ({ usage }),
    () => {
      for (const row of rows) row.ahead();
    },
  );
  const replies = repliesIn(result.output);
  const told = new Map<Prepared, CheckedReply>();
  const texts = new Map(rows.map((row) => [row, Object.values(row.facts).flatMap(stringsIn)]));
  for (const row of rows) {
    const output = replies.get(row.mark);
    if (output === undefined) continue;
    const others = [...texts].flatMap(([other, said]) => (other === row ? [] : said));
    const findings = checkReply(output, row.expectation({ others }));
    if (findings.length === 0) told.set(row, { output, arguments: result.arguments, findings });
  }
  return { reply: told, recorded, usage: result.usage };
};

/** Whether what went wrong with a call of several rows may go right for each of them by itself. */
export const isForEach = (error: unknown): boolean =>
  error instanceof GantryError && ["answer-rejected", "model-refused", "too-large"].includes(error.code);
