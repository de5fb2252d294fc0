// Triggers held against the house they are for: what they name must be there. Faults are told with file and line.
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../../catalog/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { FlowDocument, Shape } from "../../flow/index.ts";
import { findService } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import { triggerPlace } from "./document.ts";
import { mappingFaults } from "./mapping.ts";
import type { EventFields } from "./mapping.ts";
import type { ChangeSource, TriggerDocument } from "./types.ts";

export interface TriggerFacts {
  /** All of the project, published or not. */
  readonly flows: readonly FlowDocument[];
  readonly policy: Policy;
  readonly catalog: Catalog;
  /** Native names of the columns that rise with every change, or a type of theirs; undefined where a connector has no such feed. */
  readonly rising: (connector: string) => RisingColumns | undefined;
}

/** Which columns of a source's tables can lead a change feed. */
export type RisingColumns = (column: { readonly native: string; readonly type: string }) => boolean;

interface Fault {
  readonly into: readonly (string | number)[];
  readonly what: string;
  readonly remedy?: string | undefined;
}

/** @throws GantryError `bad-config` naming file and line of each fault. */
export function checkTriggers(triggers: readonly TriggerDocument[], facts: TriggerFacts): void {
  const faults = triggers.flatMap((trigger, index) => {
    const twice = triggers.findIndex((it) => it.name === trigger.name) !== index;
    const found: readonly Fault[] = twice
      ? [{ into: ["name"], what: "it is defined twice", remedy: "give one of the two another name" }]
      : faultsOf(trigger, facts);
    return found.map(({ into, what, remedy }) => ({
      text: `${triggerPlace(trigger, ...into)}: ${what}`,
      remedy,
    }));
  });
  const [first] = faults;
  if (first === undefined) return refuseCircles(triggers);
  if (faults.length === 1) throw new GantryError("bad-config", first.text, { remedy: first.remedy });
  const lines = faults.map(({ text, remedy }) => (remedy === undefined ? text : `${text} (${remedy})`));
  throw new GantryError("bad-config", `the triggers have ${lines.length} faults:\n  ${lines.join("\n  ")}`);
}

/** Flows that start each other in a circle would never end. */
function refuseCircles(triggers: readonly TriggerDocument[]): void {
  const startedBy = (flow: string): readonly string[] =>
    triggers.flatMap((it) => (it.on.kind === "flow" && it.on.flow === flow ? [it.flow] : []));
  for (const trigger of triggers) {
    const { on } = trigger;
    if (on.kind !== "flow") continue;
    const reached = new Set([trigger.flow]);
    // A set takes what is added while it is walked.
    for (const flow of reached) for (const next of startedBy(flow)) reached.add(next);
    if (!reached.has(on.flow)) continue;
    const what = `flow "${on.flow}" would start itself again, and never end`;
    throw new GantryError("bad-config", `${triggerPlace(trigger, "on")}: ${what}`);
  }
}

function faultsOf(trigger: TriggerDocument, facts: TriggerFacts): readonly Fault[] {
  const { flows, policy, catalog } = facts;
  const flow = flows.find((it) => it.name === trigger.flow);
  const names = flows.map((it) => it.name);
  const faults: Fault[] = [];
  if (flow === undefined) faults.push(missing(["flow"], "flow", trigger.flow, names));
  if (findService(policy, trigger.as) === undefined) {
    const services = (policy.services ?? []).map((it) => it.name);
    faults.push(missing(["as"], "service in the policy", trigger.as, services));
  }
  const { on } = trigger;
  if (on.kind === "change") faults.push(...feedFaults(on, facts));
  if (on.kind === "flow" && !names.includes(on.flow)) faults.push(missing(["on"], "flow", on.flow, names));
  const other = on.kind === "flow" ? flows.find((it) => it.name === on.flow) : undefined;
  if (on.kind === "flow" && on.each !== undefined && other !== undefined && other.steps[on.each] === undefined)
    faults.push(missing(["on"], `step in flow "${on.flow}"`, on.each, Object.keys(other.steps)));
  if (flow !== undefined && faults.length === 0)
    faults.push(...mappingFaults(trigger, flow, eventFieldsOf(trigger, catalog)));
  return faults;
}

function missing(into: Fault["into"], kind: string, name: string, known: readonly string[]): Fault {
  const [near] = nearMatches(name, known);
  const others = known.length === 0 ? undefined : `there are: ${known.slice(0, 8).join(", ")}`;
  return {
    into,
    what: `there is no ${kind} "${name}"`,
    remedy: near === undefined ? others : `did you mean "${near}"?`,
  };
}

function feedFaults({ table: name, by }: ChangeSource, { catalog, rising }: TriggerFacts): readonly Fault[] {
  const table = catalog.tables[name];
  if (table === undefined) return [missing(["on"], "table", name, Object.keys(catalog.tables))];
  const connector = catalog.sources[table.source]?.connector ?? "";
  const leads = rising(connector);
  if (leads === undefined) {
    return [
      {
        into: ["on"],
        what: `source "${table.source}" has no change feed: its connector "${connector}" offers none`,
        remedy: "start the flow by schedule, and let its SQL ask for what is new",
      },
    ];
  }
  const column = table.columns.find((it) => it.name === by);
  if (column === undefined)
    return [
      missing(
        ["on"],
        `column in ${name}`,
        by,
        table.columns.map((it) => it.name),
      ),
    ];
  const can = table.columns.filter((it) => leads(it)).map((it) => it.name);
  if (!leads(column))
    return [
      {
        into: ["on"],
        what: `${name}.${by} can't lead a change feed of connector "${connector}"`,
        remedy: can.length === 0 ? "no column of that table can" : `these can: ${can.join(", ")}`,
      },
    ];
  return table.key.length > 0 ? [] : [{ into: ["on"], what: `${name} has no key: its rows can't be told apart` }];
}

/** The fields of a trigger's events; undefined where only the sender knows. */
export function eventFieldsOf(
  { on }: TriggerDocument,
  catalog: Catalog,
  completed?: { readonly document: FlowDocument; readonly shapes: Readonly<Record<string, Shape>> },
): EventFields {
  switch (on.kind) {
    case "schedule":
      return { at: { type: "varchar", origin: "own" }, day: { type: "date", origin: "own" } };
    case "webhook":
      return undefined;
    case "mail":
      return {
        from: { type: "varchar" },
        to: { type: "varchar" },
        subject: { type: "varchar" },
        text: { type: "varchar" },
        attachments: { type: "json" },
      };
    case "change": {
      const columns = catalog.tables[on.table]?.columns ?? [];
      const fields = columns.map(({ name, type, labels }) => {
        const sources = { [`${on.table}.${name}`]: "copied" } as const;
        const endorsed = !labels.includes("text.untrusted");
        return [name, { type, origin: { name, type, sources, labels: [], endorsed } }];
      });
      return Object.fromEntries(fields);
    }
    case "flow": {
      const run = { run: { type: "varchar", origin: "own" } } as const;
      return on.each === undefined ? run : { ...run, key: keyField(on.each, completed) };
    }
  }
}

/** The key of another flow's rows is what its proof says that it is made of; of one that is not proved, nothing is known. */
function keyField(each: string, completed: Parameters<typeof eventFieldsOf>[2]): NonNullable<EventFields>[string] {
  const step = completed?.document.steps[each];
  const origin = completed?.shapes[each]?.columns.find((it) => step !== undefined && it.name === step.key);
  return origin === undefined ? { type: "varchar" } : { type: origin.type, origin };
}
