// What leaves at a replay, or would: replies to the very same request stand, nothing is sent, and all of it is noted.
import { GantryError } from "@gantry/contract";
import type { ReceiptColumn, ReceiptEgress } from "@gantry/contract";
import type { AskedOf, ModelEgressResult } from "../../guard/index.ts";
import type { Destination } from "../../policy/index.ts";
import type { WrittenRow } from "../result.ts";

export interface PinnedEgresses {
  /** For `ModelEgress.replay`. */
  model(step: string, row: string): (asked: AskedOf) => ModelEgressResult | undefined;
  /** For `ActionEgress.replay`. */
  channel(step: string): (sent: Omit<AskedOf, "asked">) => void;
}

/** An egress with the columns that it had, once each. */
export type Exposed = Pick<ReceiptEgress, "step" | "kind" | "destination" | "zone" | "columns">;

export interface ReplayedEgresses extends PinnedEgresses {
  readonly exposed: () => readonly Exposed[];
  /** By step: rows whose reply stood, and rows that were asked anew. */
  readonly stood: ReadonlyMap<string, number>;
  readonly asked: ReadonlyMap<string, number>;
  /** By step: rows that would be sent. */
  readonly sent: ReadonlyMap<string, number>;
}

/** @param written what a row's model wrote when it was recorded, by step and row */
export function replayedEgresses(
  written: (step: string, row: string) => WrittenRow | undefined,
  offline: boolean,
): ReplayedEgresses {
  const exposed = new Map<
    string,
    { readonly at: Omit<Exposed, "columns">; readonly columns: Map<string, ReceiptColumn> }
  >();
  const [stood, asked, sent] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (of: Map<string, number>, step: string): void => void of.set(step, (of.get(step) ?? 0) + 1);
  const note = (step: string, { kind, name, zone }: Destination, columns: readonly ReceiptColumn[]): void => {
    // Nothing is shown to anybody here: pages and viewers are none of its destinations.
    const at = { step, kind: kind === "page" ? "viewer" : kind, destination: name, zone } as const;
    const place = JSON.stringify(at);
    const known = exposed.get(place) ?? { at, columns: new Map<string, ReceiptColumn>() };
    exposed.set(place, known);
    for (const column of columns) known.columns.set(JSON.stringify(column), column);
  };
  return {
    stood,
    asked,
    sent,
    exposed: () => [...exposed.values()].map(({ at, columns }) => ({ ...at, columns: [...columns.values()] })),
    model: (step, row) => (of) => {
      note(step, of.destination, of.columns);
      const before = written(step, row);
      if (before?.output && before.asked === of.asked) {
        count(stood, step);
        return resultOf(before.output, of.asked);
      }
      if (offline && !of.destination.name.startsWith("builtin/")) {
        throw new GantryError("unsupported", `step "${step}": this would be asked of ${of.destination.name} anew`, {
          where: { step, model: of.destination.name },
          remedy: "replay without --offline",
        });
      }
      count(asked, step);
      return undefined;
    },
    channel: (step) => (of) => {
      note(step, of.destination, of.columns);
      count(sent, step);
    },
  };
}

/** As `writeRow` put it together. */
function resultOf(output: NonNullable<WrittenRow["output"]>, asked: string): ModelEgressResult {
  const { model, template, arguments: grounds, flags } = output;
  const texts = (cell: unknown): readonly string[] =>
    Array.isArray(cell) ? cell.filter((it): it is string => typeof it === "string") : [];
  return {
    asked,
    output,
    model: typeof model === "string" ? model : "",
    template: template === true,
    arguments: texts(grounds),
    flags: texts(flags),
  };
}
