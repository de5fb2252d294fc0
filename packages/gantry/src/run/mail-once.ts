// One mail that nobody approves, to our own people: an intent before it goes, so that none goes twice. Reminders and digests.
import type { ReceiptColumn } from "@gantry/contract";
import type { Value } from "../connect/kit/index.ts";
import type { ActionEgress } from "../guard/index.ts";
import type { Destination } from "../policy/index.ts";
import type { ReminderState } from "../store/index.ts";
import type { House, Work } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { attempt, destinationOf, reconcile } from "./steps/act.ts";
import type { Attempt } from "./steps/act.ts";

/** A mail takes a minute at most: whoever began one longer ago is gone. */
export const [mailMilliseconds, lostMilliseconds] = [60_000, 120_000];
/** Seconds before each further try. */
const pauses = [60, 600, 3600];

/** Its row as it was read. */
interface Standing {
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
}

interface Next {
  readonly state: ReminderState;
  readonly at: Date;
  readonly attempts?: number;
  readonly dueAt?: Date;
}

export interface OnceMail {
  /** `mail.send`. */
  readonly operation: string;
  /** The same for each try: mail systems tell by it. */
  readonly key: string;
  /** What the ledger calls it. */
  readonly step: string;
  /** Fields of the operation, and what of the run's rows stands in them. */
  readonly compose: (channel: Destination) => Promise<{
    readonly fields: Readonly<Record<string, Value>>;
    readonly carried?: readonly ReceiptColumn[];
  }>;
}

/**
 * Sends it, unless somebody else has moved its row on meanwhile.
 *
 * @param move puts the row into another state; false where it is not any more as it was read
 */
export async function mailOnce<Row extends Standing>(
  house: House,
  run: PinnedRun,
  row: Row,
  move: (row: Row, to: Next) => Promise<boolean>,
  { operation, key, step, compose }: OnceMail,
): Promise<void> {
  const bound = house.action(operation);
  if (bound === undefined) {
    await move(row, { state: "needless", at: house.now() });
    return;
  }
  const job = { run: run.id, step, row: row.recipient, attempt: row.attempts + 1 };
  const fence = house.queue.fence();
  const work: Work = { house, run, job, signal: AbortSignal.timeout(mailMilliseconds), fence };
  const destination = destinationOf(bound);
  const { fields, carried } = await compose(destination);
  const egress: ActionEgress = {
    run: run.id,
    step,
    row: "",
    operation,
    destination,
    shape: { columns: [], control: [] },
    constants: Object.keys(fields),
    input: fields,
    ...(carried === undefined ? {} : { carried }),
    key,
    context: { ...house.context(bound.source.name, null, work.signal), fence },
  };
  if (row.state === "attempting") {
    const found = await reconcile(work, egress);
    if (found !== "absent") return settle(house, row, move, found);
  }
  const begun = { state: "attempting", at: house.now(), attempts: row.attempts + 1 } as const;
  if (!(await move(row, begun))) return;
  await settle(house, { ...row, ...begun }, move, await attempt(work, egress));
}

async function settle<Row extends Standing>(
  house: House,
  row: Row,
  move: (row: Row, to: Next) => Promise<boolean>,
  outcome: Attempt,
): Promise<void> {
  const at = house.now();
  const pause = pauses[row.attempts - 1];
  if (outcome.kind === "again" && pause !== undefined) {
    const dueAt = new Date(at.getTime() + Math.max(pause, outcome.error.retryAfter ?? 0) * 1000);
    await move(row, { state: "due", at, dueAt });
    return;
  }
  // Whether it went can be asked again by the next look.
  if (outcome.kind === "ask-again") return;
  await move(row, { state: outcome.kind === "again" ? "failed" : outcome.kind, at });
}
