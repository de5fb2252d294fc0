// What a model asks of a tool on somebody else's server: decided by all that it was shown, its tokens restored only where the
// policy passes their label there, everything else that names somebody made a token of that server's own.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { Cell, Label } from "../../catalog/index.ts";
import { toolPath } from "../../connect/kit/index.ts";
import type { ToolResult } from "../../connect/kit/index.ts";
import { argumentsColumn } from "../../flow/index.ts";
import { decide } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker, literalLabel } from "../mask/mask.ts";
import { plainWords } from "../mask/words.ts";
import { stripInvisible } from "../prompt/fence.ts";
import { namedIn } from "../prompt/past.ts";
import { createAmountFinder, knownOfRow, numbersOf } from "../treat/known.ts";
import { controlRefusalOf, isTextLabel, planColumn, refusalOf } from "../treat/plan.ts";
import type { ColumnPlan, PlanContext } from "../treat/plan.ts";
import { walkTokens } from "../treat/text.ts";
import type { ToolEgress } from "../types.ts";
import { createCallTokens } from "../vault/call.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import { letOut, versionsOf } from "./house.ts";
import type { EgressNote, House } from "./house.ts";

/** `Guard.tool` over a house. */
export const createToolEgress =
  (house: House): ((egress: ToolEgress) => Promise<ToolResult>) =>
  async (egress) => {
    const { tool, run, step, row } = egress;
    const policies = await house.policies(run);
    const destination: Destination = { kind: "tool", zone: tool.zone, name: toolPath(tool) };
    const context: PlanContext = { policies, labels: await house.labels(run), destination, step };
    const named = namedIn(egress);
    const all = egress.shape.columns.map((column) => planColumn(column, context));
    const words = planColumn(argumentsColumn, context);
    const read = [words, ...all.filter(({ column }) => named.includes(column.name))];
    const refusal = refusalOf(read, context) ?? controlRefusalOf(egress.shape, context) ?? droppedOf(read, context);
    if (refusal !== null) throw refusal;

    const tokens = createCallTokens(house.random, lastingCodes(keyedBy(house.keys, "tool", run, tool.server, row)));
    const treat = treatmentOf(house, egress, { context, all, words, tokens });
    const values = Object.fromEntries(
      Object.entries(egress.arguments).map(([name, cell]) => [name, treatValue(cell, treat)]),
    );
    const unfit = tool.unfit(values);
    if (unfit.length > 0) {
      throw new GantryError("bad-input", `the arguments don't fit ${toolPath(tool)}: ${unfit.join(", ")}`, {
        where: { step, tool: toolPath(tool) },
      });
    }
    const { price } = tool;
    const note: EgressNote = {
      id: randomUUID(),
      run,
      step,
      row,
      caller: egress.caller ?? null,
      kind: "tool",
      destination,
      policy: versionsOf(policies),
      columns: read.flatMap((plan) => plan.receipt),
      tokens: tokens.counts(),
      values: { arguments: JSON.stringify(values) },
      spends: price === 0 ? null : { tokens: 0, cost: price },
    };
    return letOut(
      house,
      note,
      () => tool.call(values, egress.signal),
      () => (price === 0 ? {} : { usage: { input: 0, output: 0, cost: price } }),
    );
  };

/** Nothing can be left out of what a model has written: it has read it. */
const droppedOf = (plans: readonly ColumnPlan[], { destination, step }: PlanContext): GantryError | null => {
  const dropped = plans.find(({ treatment }) => treatment === "drop");
  if (dropped === undefined) return null;
  const message = `column "${dropped.column.name}" (${dropped.label}) would stand in what tool "${destination.name}" in zone ${destination.zone} is asked at step "${step}": ${dropped.rule}`;
  return new GantryError("policy-breach", message, { where: { step, tool: destination.name, label: dropped.label } });
};

interface Treating {
  readonly context: PlanContext;
  /** Of all columns of the row: values of those that the model was not shown must not go either. */
  readonly all: readonly ColumnPlan[];
  readonly words: ColumnPlan;
  readonly tokens: ReturnType<typeof createCallTokens>;
}

const treatmentOf = (
  house: House,
  egress: ToolEgress,
  { context, all, words, tokens }: Treating,
): ((text: string) => string) => {
  const { policies, labels, destination } = context;
  const tokenize = house.vault.tokenizer(egress.run);
  const tokenOf = (label: Label, value: string, canonical?: string): string =>
    tokens.issue(tokenize(label, value, canonical), value, label);
  const mayCarry = (label: Label): boolean =>
    decide(policies, { label, level: "copied", destination }).treatment === "pass";
  const stays = all.filter(({ treatment }) => treatment !== "pass");
  const treated = new Set(
    stays.flatMap(({ receipt }) => receipt.filter((part) => part.treatment !== "pass").map((part) => part.label)),
  );
  const matters = (label: Label): boolean => treated.has(label) && !isTextLabel(label);
  const known = [
    ...egress.known.filter(({ label }) => !mayCarry(label)),
    ...knownOfRow(egress.shape, egress.values, labels, matters),
  ];
  const numbers = createAmountFinder(() =>
    stays.flatMap(({ column, label }) => numbersOf(egress.values[column.name]).map((value) => ({ value, label }))),
  );
  const masker = createMasker({
    known,
    numbers,
    terms: house.vocabulary,
    knownOnly: !words.masks,
    overMask: words.overMasks,
    ordinary: new Set([...house.vocabulary, ...plainWords([egress.template])]),
    keepsPlaces: true,
  });
  return (text) =>
    walkTokens(
      stripInvisible(text),
      (short) => {
        const [value, label] = [egress.tokens[short], egress.labels[short]];
        if (value === undefined) return undefined;
        // What was only written like a token is nobody's value.
        if (label !== undefined && (label === literalLabel || mayCarry(label))) return value;
        return tokenOf(label ?? "value", value);
      },
      (between) =>
        replaceHits(
          between,
          masker.find(between).filter(({ label }) => label !== literalLabel),
          ({ label, canonical }, value) => tokenOf(label, value, canonical),
        ),
    );
};

/** A number that is somebody's becomes a text, its token; so does a name of a member that a model made up. */
const treatValue = (cell: Cell, treat: (text: string) => string): Cell => {
  if (typeof cell === "string") return treat(cell);
  if (typeof cell === "number") {
    const [text, treated] = [String(cell), treat(String(cell))];
    return treated === text ? cell : treated;
  }
  // JSON within JSON: every member is a cell.
  if (Array.isArray(cell)) return cell.map((item) => treatValue((item ?? null) as Cell, treat));
  if (typeof cell !== "object" || cell === null) return cell;
  return Object.fromEntries(
    Object.entries(cell).map(([name, item]) => [treat(name), treatValue((item ?? null) as Cell, treat)]),
  );
};
