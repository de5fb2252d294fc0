// A write to a system: restore what the channel may carry, record, call the connector.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { ReceiptColumn, ReceiptImage } from "@gantry/contract";
import type { ActionDef, ActionField, ActionResult, Value } from "../../connect/kit/index.ts";
import type { ShapeColumn } from "../../flow/index.ts";
import { decide } from "../../policy/index.ts";
import { leavingImages } from "../image/leaving.ts";
import { isModelText, planColumn, refusalOf } from "../treat/plan.ts";
import type { ColumnPlan, PlanContext } from "../treat/plan.ts";
import { treatCell } from "../treat/cell.ts";
import type { ActionEgress } from "../types.ts";
import { restoreText, tokensIn } from "../vault/restore.ts";
import { isVaultToken } from "../vault/token.ts";
import { letOut, versionsOf } from "./house.ts";
import type { EgressNote, House } from "./house.ts";

const refuse = (egress: ActionEgress, field: string, what: string, remedy: string): GantryError =>
  new GantryError("policy-breach", `field "${field}" of ${egress.operation} at step "${egress.step}" ${what}`, {
    remedy,
    where: { step: egress.step, field, operation: egress.operation },
  });

/** The column behind a field; null for one that the flow's author filled. Nothing else goes out. */
const columnOf = (egress: ActionEgress, field: string): ShapeColumn | null => {
  if (egress.constants?.includes(field) === true) return null;
  const name = egress.columns?.[field] ?? field;
  const column = egress.shape.columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  throw refuse(
    egress,
    field,
    `comes from no known column ("${name}")`,
    "map it to a column of the step's rows, or make it a constant",
  );
};

/** Text that outsiders or a model wrote, or that came from it, never says where something goes. */
const checkSteering = (egress: ActionEgress, field: string, def: ActionField, column: ShapeColumn): void => {
  if (def.role === "content" || column.endorsed) return;
  throw refuse(
    egress,
    field,
    `is its ${def.role}, and comes from text that outsiders or a model wrote (column "${column.name}")`,
    "take it from a column of a system that only your company writes",
  );
};

const plain = (value: unknown): Value =>
  value === null || ["string", "number", "boolean", "bigint"].includes(typeof value)
    ? (value as Value)
    : JSON.stringify(value);

/** What would go out, and what the ledger says of it. */
export interface PreparedAction {
  readonly action: ActionDef;
  readonly input: Readonly<Record<string, Value>>;
  readonly note: EgressNote;
}

/** Decides every field, and restores what the channel may carry. Throws `policy-breach`. */
export const createPrepareAction =
  (house: House): ((egress: ActionEgress) => Promise<PreparedAction>) =>
  async (egress) => {
    const action = house.action(egress.operation);
    const policies = await house.policies(egress.run);
    const labels = await house.labels(egress.run);
    const context: PlanContext = { policies, labels, destination: egress.destination, step: egress.step };
    const tokenize = house.vault.tokenizer(egress.run);
    const texts = Object.values(egress.input).filter((value) => typeof value === "string");
    const opened = await house.vault.open(egress.run, texts.flatMap(tokensIn).filter(isVaultToken), egress.row);
    const mayCarry = (label: string): boolean =>
      decide(policies, { label, level: "copied", destination: egress.destination }).treatment === "pass";
    const restore = (text: string): string =>
      restoreText(text, (token) => {
        const entry = opened.get(token);
        return entry !== undefined && mayCarry(entry.label) ? entry.value : undefined;
      });

    const input: Record<string, Value> = {};
    const receipt: ReceiptColumn[] = [...(egress.carried ?? [])];
    const images: ReceiptImage[] = [];
    /** A value as it leaves, its pictures without what they say about themselves. */
    const strip = (value: Value): Value => {
      if (typeof value !== "string") return value;
      const left = leavingImages(value);
      images.push(...left.images);
      return left.text;
    };
    const counts: Record<string, number> = {};
    const count = (label: string): void => {
      counts[label] = (counts[label] ?? 0) + 1;
    };
    for (const [field, value] of Object.entries(egress.input)) {
      const def = action.input[field];
      if (def === undefined)
        throw refuse(egress, field, "is unknown to that action", `it takes: ${Object.keys(action.input).join(", ")}`);
      const column = columnOf(egress, field);
      if (column === null) {
        input[field] = strip(value);
        continue;
      }
      if (typeof value === "bigint") input[field] = value;
      const plan: ColumnPlan = planColumn(column, context);
      checkSteering(egress, field, def, column);
      const refusal = refusalOf([plan], context);
      if (refusal !== null) throw refusal;
      receipt.push(...plan.receipt);
      if (typeof value === "bigint") {
        if (plan.treatment !== "pass")
          throw refuse(egress, field, `can't be sent as a ${plan.treatment}`, "cast it to text in the step's SQL");
        continue;
      }
      const treated = isModelText(column)
        ? value
        : treatCell(value, plan, {
            token: (label, text) => {
              count(label);
              return tokenize(label, text);
            },
            mask: (text) => text,
            scrub: (text) => text,
          });
      const restored =
        typeof treated === "string" && (isModelText(column) || plan.treatment === "pass") ? restore(treated) : treated;
      const unopened =
        typeof treated === "string"
          ? tokensIn(treated).filter(
              (token) => isVaultToken(token) && (plan.whole !== null || restore(token) === token),
            )
          : [];
      for (const token of unopened) count(opened.get(token)?.label ?? "unknown");
      if (unopened.length > 0 && (def.role !== "content" || egress.destination.kind === "mail")) {
        throw refuse(
          egress,
          field,
          "would go out with a token in place of a value that this channel may not carry",
          "write the text without it, or let the policy pass its label to this channel",
        );
      }
      if (def.required && (restored === null || restored === ""))
        throw refuse(egress, field, "is required, and empty as treated", "fill its column");
      input[field] = strip(plain(restored));
    }
    const note = {
      id: randomUUID(),
      run: egress.run,
      step: egress.step,
      row: egress.row,
      caller: egress.caller ?? null,
      kind: egress.destination.kind === "mail" ? ("mail" as const) : ("write" as const),
      destination: egress.destination,
      policy: versionsOf(policies),
      columns: receipt,
      tokens: counts,
      images: [...new Map(images.map((it) => [it.sha256, it])).values()],
      values: Object.fromEntries(Object.entries(input).map(([field, value]) => [field, String(value)])),
    };
    return { action, input, note };
  };

/** `Guard.act` over a house. */
export const createActionEgress = (house: House): ((egress: ActionEgress) => Promise<ActionResult>) => {
  const prepare = createPrepareAction(house);
  return async (egress) => {
    const { action, input, note } = await prepare(egress);
    if (egress.replay !== undefined) {
      egress.replay({ destination: note.destination, columns: note.columns });
      return { reference: "" };
    }
    return letOut(
      house,
      note,
      () => {
        // To write it down took a while.
        egress.context.fence?.();
        return action.run(input, egress.key, egress.context);
      },
      () => ({}),
    );
  };
};
