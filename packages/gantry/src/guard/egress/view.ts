// Rows as a person may see them: each column by its labels, tokens in texts restored where their own label passes.
import type { TokenReference, Treatment } from "@gantry/contract";
import type { Cell, Label, Row } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { decide } from "../../policy/index.ts";
import type { Caller, Destination } from "../../policy/index.ts";
import { bandText, numberOf } from "../band/band.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import type { Masker } from "../mask/mask.ts";
import { mapStrings, stringsIn, treatCell } from "../treat/cell.ts";
import { knownOfRow } from "../treat/known.ts";
import { isModelText, planColumn } from "../treat/plan.ts";
import type { ColumnPlan } from "../treat/plan.ts";
import { walkTokens } from "../treat/text.ts";
import type { ViewedRows } from "../types.ts";
import { tokensIn } from "../vault/restore.ts";
import { isVaultToken } from "../vault/token.ts";
import { namesSomebody } from "./house.ts";
import type { House } from "./house.ts";

/** A person at one of our surfaces is inside; a page of another system is outside, whoever looks at it. */
export const viewerOf = (caller: Caller): Destination =>
  caller.surface.endsWith("-page")
    ? { kind: "page", zone: "outside", name: caller.surface, roles: caller.roles }
    : { kind: "viewer", zone: "inside", name: caller.surface, roles: caller.roles };

/** Where a caller says that he shows it besides: the stricter of both holds. */
export const narrowingOf = ({ narrowedTo, ...caller }: Caller): readonly Destination[] =>
  narrowedTo === undefined ? [] : [viewerOf({ ...caller, surface: narrowedTo })];

/** So many are treated before others have their turn. */
const rowsAtOnce = 200;
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `Guard.view` over a house. */
export const createView =
  (house: House) =>
  async (
    run: string,
    caller: Caller,
    shape: Shape,
    rows: readonly Row[],
    numbers?: Readonly<Record<string, readonly number[]>>,
    through?: Destination,
  ): Promise<ViewedRows> => {
    const policies = await house.policies(run);
    const destination = viewerOf(caller);
    const labels = await house.labels(run);
    const further = [...narrowingOf(caller), ...(through === undefined ? [] : [through])];
    const context = { policies, labels, destination, through: further, step: "answer" };
    const plans = shape.columns.map((column) => {
      const plan = planColumn(column, context);
      // What outsiders wrote, or a model after it, leaves by approval alone.
      return through === undefined || column.endorsed ? plan : { ...plan, treatment: "drop" as const };
    });
    const columns = numbers ?? numbersOf(plans, rows);
    const tokenize = house.vault.tokenizer(run);
    const names = namesSomebody(policies);
    const shown = new Map<Label, boolean>();
    const passes = (label: Label): boolean => {
      const known =
        shown.get(label) ??
        [destination, ...further].every(
          (way) => decide(policies, { label, level: "copied", destination: way }).treatment === "pass",
        );
      shown.set(label, known);
      return known;
    };
    const texts = plans.filter((plan) => isModelText(plan.column)).map((plan) => plan.column.name);
    const held = rows.flatMap((row) => texts.flatMap((name) => stringsIn(row[name]).flatMap(tokensIn)));
    const opened = await house.vault.open(run, held.filter(isVaultToken));
    const tokens: Record<string, TokenReference> = {};
    const refer = (token: string, reference: TokenReference | null | undefined): string => {
      if (reference != null) tokens[token] ??= reference;
      return token;
    };

    const viewRow = (row: Row): Row => {
      let masker: Masker | undefined;
      const mask = (text: string): string => {
        masker ??= createMasker({
          known: knownOfRow(shape, row, labels, (label) => names(label) && !passes(label)),
          terms: house.vocabulary,
        });
        return replaceHits(text, masker.find(text), (hit, surface) =>
          passes(hit.label) ? surface : refer(tokenize(hit.label, surface, hit.canonical), hit.reference),
        );
      };
      const viewModelText = (plan: ColumnPlan, cell: Cell): Cell =>
        mapStrings(cell, (text) => {
          const walked = walkTokens(
            text,
            (token) => {
              const entry = opened.get(token);
              if (entry === undefined) return undefined;
              return passes(entry.label) ? entry.value : refer(token, entry.reference);
            },
            plan.masks ? mask : (between) => between,
          );
          return plan.bands ? bandText(walked) : walked;
        });
      const viewed: Record<string, Cell> = {};
      for (const plan of plans) {
        const { name } = plan.column;
        const cell = row[name] ?? null;
        if (!isGone(plan.treatment) && plan.whole === null && isModelText(plan.column))
          viewed[name] = viewModelText(plan, cell);
        else {
          const reference = (label: Label): TokenReference | undefined =>
            labels.referenceOf(shape, plan.column, row, label);
          const column = plan.bands ? columns[name] : undefined;
          viewed[name] = treatCell(cell, plan, {
            token: (label, value) => refer(tokenize(label, value), reference(label)),
            mask,
            scrub: (text) => text,
            ...(column === undefined ? {} : { column }),
          });
        }
      }
      return viewed;
    };
    const viewed: Row[] = [];
    for (const row of rows) {
      viewed.push(viewRow(row));
      // Others want to be served too.
      if (viewed.length % rowsAtOnce === 0) await breath();
    }
    return {
      columns: plans.map((plan) => ({
        name: plan.column.name,
        labels: plan.meaning,
        treatment: plan.treatment,
      })),
      rows: viewed,
      tokens,
      carried: plans.filter(({ treatment }) => !isGone(treatment)).flatMap(({ receipt }) => receipt),
    };
  };

const isGone = (treatment: Treatment): boolean => treatment === "drop" || treatment === "refuse";

/** Of the columns that leave as bands. */
const numbersOf = (plans: readonly ColumnPlan[], rows: readonly Row[]): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    plans
      .filter(({ bands }) => bands)
      .map(({ column: { name } }) => [name, rows.map((row) => numberOf(row[name])).filter((value) => value !== null)]),
  );
