// One row made ready for a model: routed and treated, with what its reply will be held against and how it is kept.
import { GantryError } from "@gantry/contract";
import type { TokenReference } from "@gantry/contract";
import type { Cell, Label, Row } from "../../catalog/index.ts";
import type { TextReply, TextRequest, Usage } from "../../model/index.ts";
import { askedOf } from "./asked.ts";
import { keyedHash } from "../keys.ts";
import { expectedOf, isTrusted } from "../check/expect.ts";
import type { ExpectedOf } from "../check/expect.ts";
import { eachOnce, once } from "../check/once.ts";
import type { ReplyExpectation, ReplyFinding } from "../check/reply.ts";
import { replaceHits } from "../mask/hit.ts";
import type { Hit } from "../mask/hit.ts";
import { identifiersAmong } from "../mask/identifiers.ts";
import { createKnownFinder } from "../mask/known.ts";
import { createMasker, literalLabel } from "../mask/mask.ts";
import type { Masker } from "../mask/mask.ts";
import { marksNote, fenceRules, renderPrompt, stripInvisible } from "../prompt/fence.ts";
import { renderPast, withPast } from "../prompt/past.ts";
import { plainWords } from "../mask/words.ts";
import { mapStrings, stringsIn, treatCell } from "../treat/cell.ts";
import { createAmountFinder, knownOfRow, numbersOf } from "../treat/known.ts";
import { isTextLabel } from "../treat/plan.ts";
import type { ColumnPlan } from "../treat/plan.ts";
import { walkTokens } from "../treat/text.ts";
import type { Policy } from "../../policy/index.ts";
import type { KnownValue, ModelEgress, ModelEgressResult } from "../types.ts";
import { createCallTokens } from "../vault/call.ts";
import type { CallTokens } from "../vault/call.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import type { Tokenize, VaultEntry } from "../vault/vault.ts";
import { controlOf } from "./control.ts";
import { guestCodes } from "./guest.ts";
import { namesSomebody } from "./house.ts";
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

/** A reply and what was found wrong with it. */
export interface CheckedReply extends Pick<TextReply, "output" | "arguments"> {
  readonly findings: readonly ReplyFinding[];
}

/** Texts that a reply must not repeat: of other rows in the same call; and what the tools of a guest gave it, whose orders count too. */
export type Beside = Partial<Pick<ExpectedOf, "others" | "heard">>;

/** A row as a model would get it. */
export interface Prepared {
  readonly egress: ModelEgress;
  readonly route: Route;
  readonly policies: readonly Policy[];
  readonly tokens: CallTokens;
  readonly facts: Readonly<Record<string, Cell>>;
  /** For a call of its own. */
  readonly request: TextRequest;
  /** Of the fence around its data. */
  readonly mark: string;
  /** At a replay: the reply that stands. */
  readonly stands: ModelEgressResult | undefined;
  /** What a reply is held against, and what only its writer knew of beside that. */
  expectation(beside?: Beside): ReplyExpectation;
  /** Makes all that reading the reply will need, while something else is waited for. */
  ahead(): void;
  /** Puts a reply's values into tokens that last, and seals what those stand for. */
  keep(reply: CheckedReply, usage: Usage): Promise<ModelEgressResult>;
}

/**
 * @param without models tried in vain
 * @param codes taken by other rows of the same call
 */
export type Prepare = (egress: ModelEgress, without: readonly string[], codes?: Set<string>) => Promise<Prepared>;

/** Prepares rows of a house. Throws `bad-flow`, `policy-breach`, `model-unreachable`. */
export const createPrepare = (house: House): Prepare => {
  const route = createRouter(house);
  return async (egress, without, codes) => {
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
    const lasting = past
      ? lastingCodes(keyedBy(house.keys, "turns", egress.run, past.conversation))
      : chosen.model.deployment.guest === true
        ? guestCodes(house, egress)
        : undefined;
    const tokens = createCallTokens(house.random, lasting, codes);
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
    const identifiers = new Set([
      ...house.identifiers,
      ...identifiersAmong(egress.shape.columns.map(({ name }) => name)),
    ]);
    const masker = createMasker({ known, numbers, identifiers, terms: house.vocabulary });
    // What the house, the flow and the row say in clear is no name to be guessed at.
    const overMasker = chosen.plans.some((plan) => plan.overMasks)
      ? createMasker({
          known,
          numbers,
          identifiers,
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
      // What is known of the row from its own cells has rank 0; all else in a text is what its writer says, and what he wrote
      // like a token is nothing that we know.
      const issue = (token: string, value: string, { label, rank }: Hit): string =>
        tokens.issue(token, value, label, trusted || (rank === 0 && label !== literalLabel));
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
    const mark = markOf(house, egress, facts, turns);
    const hasRanges = chosen.plans.some(({ treatment }) => treatment === "band");
    const request = requestOf(egress, { facts, mark, turns, hasTokens: tokens.issued.size > 0, hasRanges });
    const asked = once(() => askedOf(house, egress, { model: chosen.model.deployment.name, facts, tokens }));
    const stands = egress.replay?.({
      asked: asked(),
      destination: chosen.destination,
      columns: chosen.plans.flatMap((plan) => plan.receipt),
    });
    const isTreated = ({ label }: KnownValue): boolean => treated.has(label) || names(label);
    const expectationOf = (beside: Beside = {}): ReplyExpectation => ({
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
            ...(egress.cited === undefined ? {} : { cited: egress.cited }),
            ...beside,
          },
          labels,
        ),
      ),
      isTemplate: isTemplate(chosen),
      ...(past === undefined ? {} : { control: past.control }),
    });
    const alone = once(() => expectationOf());
    // What the row tells in clear and what the house is called goes as tokens that anyone may open: no rule of names, here
    // or where the text is shown, takes "Herr Dr." or our own signature for somebody.
    const keeper = createMasker({ known, more: [...clear, ...house.own], numbers, terms: house.vocabulary });
    const stored = (text: string): string =>
      walkTokens(
        text,
        (short) => tokens.issued.get(short)?.token,
        (between) => minting.mask(keeper, between, (token) => token),
      );
    const keep: Prepared["keep"] = async (reply, usage) => {
      const output = Object.fromEntries(
        Object.entries(reply.output).map(([name, cell]) => [name, mapStrings(cell, stored)]),
      );
      const texts = Object.values(output).flatMap(stringsIn);
      const named = [...entries.values()].filter((entry) => texts.some((text) => text.includes(entry.token)));
      const sealed = house.vault.seal(egress.run, egress.row, named, egress.subjects);
      if (egress.keep === undefined) await house.vault.put(sealed);
      else egress.keep(sealed);
      return {
        asked: asked(),
        usage,
        output,
        model: chosen.model.deployment.name,
        template: isTemplate(chosen),
        arguments: reply.arguments,
        flags: [...new Set(reply.findings.map((finding) => finding.message))],
        ...controlOf(reply, past, tokens),
      };
    };
    return {
      egress,
      route: chosen,
      policies,
      tokens,
      facts,
      request,
      mark,
      stands,
      expectation: (beside) => (beside === undefined ? alone() : expectationOf(beside)),
      ahead: () => {
        asked();
        alone().expected().outside.prepare();
        keeper.find("");
      },
      keep,
    };
  };
};

/** Words in lower case that stand in the flow's own texts, in what the row tells in clear, or in the house's vocabulary. */
const ordinaryOf = (house: House, egress: ModelEgress, clear: readonly KnownValue[]): ReadonlySet<string> =>
  new Set([
    ...house.vocabulary,
    ...plainWords([egress.instructions, egress.template, ...clear.map(({ value }) => value)]),
  ]);

/** Builtin writers fill templates: they don't change their mind when asked again. */
export const isTemplate = (route: Route): boolean => route.model.deployment.name.startsWith("builtin/");

/** Of a secret and all that stands within: nobody who writes a part of it can know it, and what is the same leaves the same. */
const markOf = ({ keys }: House, egress: ModelEgress, facts: Readonly<Record<string, Cell>>, turns: string): string =>
  keyedHash(keys, "fence", JSON.stringify([egress.row, egress.instructions, egress.template, facts, turns])).slice(
    0,
    10,
  );

const requestOf = (
  egress: ModelEgress,
  {
    facts,
    mark,
    turns,
    ...rules
  }: Pick<Prepared, "facts" | "mark"> & { readonly turns: string } & Parameters<typeof fenceRules>[0],
): TextRequest => ({
  task: egress.task,
  instructions: [fenceRules(rules), egress.instructions, ...(egress.past ? [egress.past.protocol] : [])].join("\n\n"),
  aside: marksNote([mark]),
  facts,
  prompt: withPast(renderPrompt(egress.template, facts, mark), turns),
  schema: egress.schema,
  ...(egress.phrasebook === undefined ? {} : { phrasebook: egress.phrasebook }),
  signal: egress.signal,
});
