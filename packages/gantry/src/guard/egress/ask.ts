// One row's own call to a model: asked once, and once more where the reply fails a check.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { TextRequest, Usage } from "../../model/index.ts";
import { checkReply } from "../check/reply.ts";
import type { ReplyFinding } from "../check/reply.ts";
import { forGuest, heardBy } from "./guest.ts";
import { addToFence } from "../prompt/fence.ts";
import { letLeave, spendsOf, versionsOf } from "./house.ts";
import type { EgressNote, House } from "./house.ts";
import { isTemplate } from "./prepare.ts";
import type { CheckedReply, Prepared } from "./prepare.ts";

/** What a model has said, and what that took. */
export interface Answered<T> {
  readonly reply: T;
  /** When every call's end has its place in the ledger. */
  readonly recorded: Promise<unknown>;
  /** Of all calls. */
  readonly usage: Usage;
}

/** Findings quote the reply, which may quote an outsider: they go as data, never as instructions. */
const repairOf = (request: TextRequest, findings: readonly ReplyFinding[]): TextRequest => ({
  ...request,
  instructions: `${request.instructions}\nYour last reply was rejected. Write it again, and mend what the data lists at its end under "Findings".`,
  prompt: addToFence(
    request.prompt,
    "Findings",
    findings.slice(0, 8).map((finding) => finding.message),
  ),
});

/** What the ledger is told of a call that carries these rows, all on the same route. */
export const noteOf = (rows: readonly [Prepared, ...Prepared[]], asked: TextRequest): EgressNote => {
  const [{ egress, route, policies }] = rows;
  const tokens: Record<string, number> = {};
  for (const row of rows)
    for (const [label, count] of Object.entries(row.tokens.counts())) tokens[label] = (tokens[label] ?? 0) + count;
  const said = `${asked.instructions}${asked.aside ?? ""}`;
  return {
    id: randomUUID(),
    run: egress.run,
    step: egress.step,
    row: egress.row,
    ...(rows.length === 1 ? {} : { rows: rows.map((row) => row.egress.row) }),
    caller: egress.caller ?? null,
    kind: "model",
    destination: route.destination,
    policy: versionsOf(policies),
    columns: route.plans.flatMap((plan) => plan.receipt),
    ...(egress.replay === undefined ? {} : { purpose: "replay" as const }),
    tokens,
    reason: route.reason,
    ...(egress.prompt === undefined ? {} : { prompt: egress.prompt }),
    spends: isTemplate(route)
      ? null
      : spendsOf(route.model.deployment, said.length + asked.prompt.length, rows.length * 500),
    values: { instructions: said, prompt: asked.prompt, facts: JSON.stringify(asked.facts) },
  };
};

/** What is left of findings after the second reply goes to a person as flags. Throws `answer-rejected` where no reply fits. */
export const ask = async (house: House, prepared: Prepared): Promise<Answered<CheckedReply>> => {
  const { egress, route, request } = prepared;
  const expected = prepared.expectation();
  const records: Promise<unknown>[] = [];
  const used = { input: 0, output: 0, cost: 0 };
  const attempt = async (asked: TextRequest): Promise<CheckedReply | readonly ReplyFinding[]> => {
    try {
      const { result: reply, recorded } = await letLeave(
        house,
        noteOf([prepared], asked),
        async () => route.model.generate(await forGuest(house, prepared, asked)),
        ({ usage }) => ({ usage }),
        () => prepared.ahead(),
      );
      records.push(recorded);
      used.input += reply.usage.input;
      used.output += reply.usage.output;
      used.cost += reply.usage.cost;
      const heard = await heardBy(house, prepared);
      const against = heard.length === 0 ? expected : prepared.expectation({ heard });
      return { output: reply.output, arguments: reply.arguments, findings: checkReply(reply.output, against) };
    } catch (error) {
      if (!(error instanceof GantryError) || error.code !== "answer-rejected") throw error;
      return [{ check: "schema", message: error.message }];
    }
  };
  let reply = await attempt(request);
  const found = findingsOf(reply);
  // What lies in the row and not in the reply, no second reply mends.
  if (found.some(({ check }) => check !== "ordered") && !isTemplate(route)) {
    const second = await attempt(repairOf(request, found));
    // A second reply that is no better leaves the first standing, flags and all.
    if (!("findings" in reply) || findingsOf(second).length < found.length) reply = second;
  }
  if (!("findings" in reply) || reply.findings.some((finding) => finding.check === "schema")) {
    throw new GantryError(
      "answer-rejected",
      `${route.destination.name} gave no reply that fits the declared output of step "${egress.step}": ${findingsOf(reply)[0]?.message ?? ""}`,
      { retryable: true, where: { step: egress.step, model: route.destination.name } },
    );
  }
  return { reply, recorded: Promise.all(records), usage: used };
};

const findingsOf = (reply: CheckedReply | readonly ReplyFinding[]): readonly ReplyFinding[] =>
  "findings" in reply ? reply.findings : reply;
