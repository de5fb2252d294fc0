// A trigger as people see it.
import { GantryError } from "@gantry/contract";
import type { TriggerView } from "@gantry/contract";
import type { FiringRow, TriggerRow } from "../../store/index.ts";
import type { Prepared } from "./prepare.ts";
import { occurrencesOf } from "./schedule.ts";
import { pausedBy } from "./standing.ts";
import type { TriggerDocument } from "./types.ts";

export interface ViewedBy {
  readonly now: Date;
  readonly mayChange: boolean;
  /** Where mail is taken. */
  readonly mailAt: string | undefined;
}

export function triggerView(
  { trigger, flow }: Prepared,
  row: TriggerRow | undefined,
  firings: readonly FiringRow[],
  { now, mayChange, mailAt }: ViewedBy,
): TriggerView {
  const { name, on } = trigger;
  const paused = pausedBy(trigger, row);
  const next = on.kind === "schedule" && !paused ? occurrencesOf(on).next(now) : undefined;
  const noted =
    row?.problem != null && row.problemCode !== null
      ? { code: row.problemCode, detail: row.problem, at: row.problemAt?.toISOString() ?? null }
      : null;
  return {
    name,
    title: trigger.title ?? name,
    kind: on.kind,
    source: sourceText(trigger, mailAt),
    flow: trigger.flow,
    as: trigger.as,
    paused,
    changedBy: row?.changedBy ?? null,
    next: next?.toISOString() ?? null,
    position: row?.position ?? null,
    firings: firings.map((it) => ({ at: it.at.toISOString(), run: it.run, code: it.code })),
    problem: flow instanceof GantryError ? { code: flow.code, detail: flow.message, at: null } : noted,
    mayChange,
  };
}

function sourceText({ name, on }: TriggerDocument, mailAt: string | undefined): string {
  switch (on.kind) {
    case "schedule":
      return `${on.cron}, ${on.timeZone}`;
    case "webhook":
      return `POST /api/hooks/${name}`;
    case "change":
      return `${on.table} by ${on.by}`;
    case "mail":
      return `mail to ${on.to}${mailAt === undefined ? "" : ` at ${mailAt}`}`;
    case "flow":
      return on.each === undefined ? `after ${on.flow}` : `after ${on.flow}, each row of ${on.each}`;
  }
}
