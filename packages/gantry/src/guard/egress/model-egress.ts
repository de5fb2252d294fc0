// One row to a model and back: treat, record, ask, check, keep.
import { randomBytes, randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { TokenReference } from "@gantry/contract";
import type { Cell, Label, Row } from "../../catalog/index.ts";
import type { TextReply, TextRequest, Usage } from "../../model/index.ts";
import { askedOf } from "./asked.ts";
import { expectedOf, isTrusted } from "../check/expect.ts";
import { eachOnce, once } from "../check/once.ts";
import { checkReply } from "../check/reply.ts";
import type { ReplyExpectation, ReplyFinding } from "../check/reply.ts";
import { replaceHits } from "../mask/hit.ts";
import type { Hit } from "../mask/hit.ts";
import { createKnownFinder } from "../mask/known.ts";
import { createMasker } from "../mask/mask.ts";
import type { Masker } from "../mask/mask.ts";
import { addToFence, fenceInstructions, renderPrompt, stripInvisible } from "../prompt/fence.ts";
import { renderPast, withPast } from "../prompt/past.ts";
import { plainWords } from "../mask/words.ts";
import { mapStrings, stringsIn, treatCell } from "../treat/cell.ts";
import { createAmountFinder, knownOfRow, numbersOf } from "../treat/known.ts";
import { isTextLabel } from "../treat/plan.ts";
import type { ColumnPlan } from "../treat/plan.ts";
import { walkTokens } from "../treat/text.ts";
import type { KnownValue, ModelEgress, ModelEgressResult } from "../types.ts";
import { createCallTokens } from "../vault/call.ts";
import type { CallTokens } from "../vault/call.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import type { Tokenize, VaultEntry } from "../vault/vault.ts";
import { controlOf } from "./control.ts";
import { letLeave, namesSomebody, spendsOf, versionsOf } from "./house.ts";
import type { House } from "./house.ts";
import { createRouter } from "./route.ts";
import type { Route } from "./route.ts";

/** Entries of this row, by token: what must be kept if the token stays in the output. */
type Entries = Map<string, VaultEntry>;

const amountsOf = (plans: readonly ColumnPlan[], row: Row): { value: number; label: Label }[] =>
  plans
    .filter((plan) => plan.treatment !== "pass")
    .flatMap((plan) => numbersOf(row[plan.column.name]).map((value) => ({ value, label: plan.label })));

/** Makes tokens of values and of what a masker finds, and remembers their entries. */
const createMinting = (tokenize: Tokenize, entries: Entries) => {
  const mint = (label: Label, value: string, canonical?: string, reference?: TokenReference): string => {
    const token = tokenize(label, value, canonical);
    const known = entries.get(token);
    if (known === undefined || (known.reference === null && reference !== undefined)) {
      entries.set(token, { token, value, label, reference: reference ?? null });
    }
    return token;
  };
  const mask = (masker: Masker, text: string, show: (token: string, value: string, hit: Hit) => string): string =>
    replaceHits(text, masker.find(text), (hit, surface) =>
      show(mint(hit.label, surface, hit.canonical, hit.reference), surface, hit),
    );
  return { mint, mask };
};

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

/** `Guard.model` over a house. */
export const createModelEgress = (house: House): ((egress: ModelEgress) => Promise<ModelEgressResult>) => {
  const route = createRouter(house);
  const attempt = async (egress: ModelEgress, without: readonly string[]): Promise<ModelEgressResult> => {
    const policies = await house.policies(egress.run);
    const labels = await house.labels(egress.run);
    const chosen = route(egress, policies, labels, without);
    // A template is no stand-in for a model that is out for a while.
    if (without.length > 0 && isTemplate(chosen))
      throw new GantryError("model-unreachable", "no other language model may take this row");
    const tokenize = house.vault.tokenizer(egress.run);
    const entries: Entries = new Map();
    const minting = createMinting(tokenize, entries);
    const { past } = egress;
    const tokens = createCallTokens(
      house.random,
      past && lastingCodes(keyedBy(house.keys, "turns", egress.run, past.conversation)),
    );
    const names = namesSomebody(policies);
    // A column's labels are decided one by one: what passes beside a treated one is no secret.
    const treated = new Set(
      chosen.all
        .flatMap((plan) => plan.receipt)
        .filter((part) => part.treatment !== "pass")
        .map((part) => part.label),
    );
    const matters = (label: Label): boolean => names(label) || (treated.has(label) && !isTextLabel(label));
    const known = [...egress.known, ...knownOfRow(egress.shape, egress.values, labels, matters)];
    const numbers = createAmountFinder(() => amountsOf(chosen.all, egress.values));
    const clear = knownOfRow(egress.shape, egress.values, labels, (label) => !matters(label) && !isTextLabel(label));
    const masker = createMasker({ known, numbers, terms: house.vocabulary });
    // What the house, the flow and the row say in clear is no name to be guessed at.
    const overMasker = chosen.plans.some((plan) => plan.overMasks)
      ? createMasker({
          known,
          numbers,
          terms: house.vocabulary,
          overMask: true,
          ordinary: ordinaryOf(house, egress, clear),
        })
      : masker;
    const isInside = chosen.destination.zone === "inside";
    const scrubber = createMasker({ known: isInside ? [] : known, numbers, knownOnly: true });
    const facts: Record<string, Cell> = {};
    for (const plan of chosen.plans) {
      const { name } = plan.column;
      const column = egress.columnValues?.[name];
      const references = new Map<Label, TokenReference | undefined>();
      const reference = (label: Label): TokenReference | undefined => {
        if (!references.has(label))
          references.set(label, labels.referenceOf(egress.shape, plan.column, egress.values, label));
        return references.get(label);
      };
      const clean = mapStrings(egress.values[name] ?? null, stripInvisible);
      const trusted = isTrusted(plan.column, labels);
      // What is known of the row from its own cells has rank 0; all else in a text is what its writer says.
      const issue = (token: string, value: string, { label, rank }: Hit): string =>
        tokens.issue(token, value, label, trusted || rank === 0);
      facts[name] = treatCell(clean, plan, {
        token: (label, value) =>
          tokens.issue(minting.mint(label, value, undefined, reference(label)), value, label, trusted),
        mask: eachOnce((text) => minting.mask(plan.overMasks ? overMasker : masker, text, issue)),
        scrub: isInside ? (text) => text : eachOnce((text) => minting.mask(scrubber, text, issue)),
        ...(column === undefined ? {} : { column }),
      });
    }
    const turns = renderPast(past, facts, (text) =>
      walkTokens(
        text,
        // As it was issued in an earlier turn, and is in this one.
        (short) => (tokens.issued.has(short) ? short : undefined),
        (between) =>
          isInside
            ? between
            : minting.mask(scrubber, between, (token, value, { label }) => tokens.issue(token, value, label)),
      ),
    );
    const request = requestOf(egress, facts, turns, tokens.issued.size > 0);
    const asked = once(() => askedOf(house, egress, { model: chosen.model.deployment.name, facts, tokens }));
    const stands = egress.replay?.({
      asked: asked(),
      destination: chosen.destination,
      columns: chosen.plans.flatMap((plan) => plan.receipt),
    });
    if (stands !== undefined) return stands;
    const isTreated = ({ label }: KnownValue): boolean => treated.has(label) || names(label);
    const expected: ReplyExpectation = {
      schema: egress.schema,
      issued: tokens.issued,
      treated:
        tokens.issued.size === 0 ? null : createKnownFinder(known.every(isTreated) ? known : known.filter(isTreated)),
      expected: once(() =>
        expectedOf(
          {
            shape: egress.shape,
            values: egress.values,
            treated: facts,
            authors: [egress.instructions, egress.template],
            names: house.own.map(({ value }) => value),
            ...(egress.rows === undefined ? {} : { rows: egress.rows }),
            ...(egress.today === undefined ? {} : { today: egress.today }),
          },
          labels,
        ),
      ),
      isTemplate: isTemplate(chosen),
      ...(past === undefined ? {} : { control: past.control }),
    };
    // What the row tells in clear and what the house is called goes as tokens that anyone may open: no rule of names, here
    // or where the text is shown, takes "Herr Dr." or our own signature for somebody.
    const keeper = createMasker({ known, more: [...clear, ...house.own], numbers, terms: house.vocabulary });
    const { reply, findings, recorded, usage } = await ask(house, egress, chosen, request, expected, tokens, {
      policy: versionsOf(policies),
      // All that reading the reply will need, made while the ledger's commit is on its way.
      meanwhile: () => {
        asked();
        expected.expected().outside.prepare();
        keeper.find("");
      },
    });
    const stored = (text: string): string =>
      walkTokens(
        text,
        (short) => tokens.issued.get(short)?.token,
        (between) => minting.mask(keeper, between, (token) => token),
      );
    const output = Object.fromEntries(
      Object.entries(reply.output).map(([name, cell]) => [name, mapStrings(cell, stored)]),
    );
    const texts = Object.values(output).flatMap(stringsIn);
    await house.vault.keep(
      egress.run,
      egress.row,
      [...entries.values()].filter((entry) => texts.some((text) => text.includes(entry.token))),
      egress.subjects,
    );
    await recorded;
    return {
      asked: asked(),
      usage,
      output,
      model: chosen.model.deployment.name,
      template: isTemplate(chosen),
      arguments: reply.arguments,
      flags: [...new Set(findings.map((finding) => finding.message))],
      ...controlOf(reply, past, tokens),
    };
  };
  /** A model that is not to be had is passed over; the row is decided and masked anew for the next. */
  const withFallback = async (egress: ModelEgress, without: readonly string[] = []): Promise<ModelEgressResult> => {
    try {
      return await attempt(egress, without);
    } catch (error) {
      const away =
        error instanceof GantryError && error.code === "model-unreachable" ? error.where?.["model"] : undefined;
      if (away === undefined || without.includes(away) || egress.signal.aborted) throw error;
      return await withFallback(egress, [...without, away]).catch((later: unknown) => {
        // Nobody else can: what went wrong first is what there is to say.
        throw later instanceof GantryError && ["model-unreachable", "policy-breach"].includes(later.code)
          ? error
          : later;
      });
    }
  };
  return (egress) => withFallback(egress);
};

/** Words in lower case that stand in the flow's own texts, in what the row tells in clear, or in the house's vocabulary. */
const ordinaryOf = (house: House, egress: ModelEgress, clear: readonly KnownValue[]): ReadonlySet<string> =>
  new Set([
    ...house.vocabulary,
    ...plainWords([egress.instructions, egress.template, ...clear.map(({ value }) => value)]),
  ]);

/** Builtin writers fill templates: they don't change their mind when asked again. */
const isTemplate = (route: Route): boolean => route.model.deployment.name.startsWith("builtin/");

const requestOf = (
  egress: ModelEgress,
  facts: Readonly<Record<string, Cell>>,
  turns: string,
  hasTokens: boolean,
): TextRequest => {
  const mark = randomBytes(5).toString("hex");
  const protocol = egress.past === undefined ? "" : `\n\n${egress.past.protocol}`;
  return {
    task: egress.task,
    instructions: `${fenceInstructions(mark, hasTokens)}\n\n${egress.instructions}${protocol}`,
    facts,
    prompt: withPast(renderPrompt(egress.template, facts, mark), turns),
    schema: egress.schema,
    ...(egress.phrasebook === undefined ? {} : { phrasebook: egress.phrasebook }),
    signal: egress.signal,
  };
};

/** Asks once, and once more when the reply fails a check; then what is left goes to a person as flags. */
const ask = async (
  house: House,
  egress: ModelEgress,
  route: Route,
  request: TextRequest,
  expected: ReplyExpectation,
  tokens: CallTokens,
  { policy, meanwhile }: { readonly policy: string; readonly meanwhile: () => void },
): Promise<{
  readonly reply: TextReply;
  readonly findings: readonly ReplyFinding[];
  /** When every call's end has its place in the ledger. */
  readonly recorded: Promise<unknown>;
  /** Of all calls. */
  readonly usage: Usage;
}> => {
  const records: Promise<unknown>[] = [];
  const used = { input: 0, output: 0, cost: 0 };
  const attempt = async (
    asked: TextRequest,
  ): Promise<{ reply: TextReply | null; findings: readonly ReplyFinding[] }> => {
    const note = {
      id: randomUUID(),
      run: egress.run,
      step: egress.step,
      row: egress.row,
      caller: egress.caller ?? null,
      kind: "model" as const,
      destination: route.destination,
      policy,
      columns: route.plans.flatMap((plan) => plan.receipt),
      ...(egress.replay === undefined ? {} : { purpose: "replay" as const }),
      tokens: tokens.counts(),
      reason: route.reason,
      ...(egress.prompt === undefined ? {} : { prompt: egress.prompt }),
      spends: isTemplate(route)
        ? null
        : spendsOf(route.model.deployment, asked.instructions.length + asked.prompt.length),
      values: { instructions: asked.instructions, prompt: asked.prompt, facts: JSON.stringify(asked.facts) },
    };
    try {
      const { result: reply, recorded } = await letLeave(
        house,
        note,
        () => route.model.generate(asked),
        ({ usage }) => ({ usage }),
        meanwhile,
      );
      records.push(recorded);
      used.input += reply.usage.input;
      used.output += reply.usage.output;
      used.cost += reply.usage.cost;
      return { reply, findings: checkReply(reply.output, expected) };
    } catch (error) {
      if (!(error instanceof GantryError) || error.code !== "answer-rejected") throw error;
      return { reply: null, findings: [{ check: "schema", message: error.message }] };
    }
  };
  let { reply, findings } = await attempt(request);
  // What lies in the row and not in the reply, no second reply mends.
  if (findings.some(({ check }) => check !== "ordered") && !isTemplate(route)) {
    const second = await attempt(repairOf(request, findings));
    // A second reply that is no better leaves the first standing, flags and all.
    if (reply === null || second.findings.length < findings.length) ({ reply, findings } = second);
  }
  if (reply === null || findings.some((finding) => finding.check === "schema")) {
    throw new GantryError(
      "answer-rejected",
      `${route.destination.name} gave no reply that fits the declared output of step "${egress.step}": ${findings[0]?.message ?? ""}`,
      { retryable: true, where: { step: egress.step, model: route.destination.name } },
    );
  }
  return { reply, findings, recorded: Promise.all(records), usage: used };
};
