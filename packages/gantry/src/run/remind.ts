// Reminders to those who may decide: counts and a link, no data of the run. Each mail has an intent before it goes, so that
// none goes twice; where no address is configured for a role, the reminder is shown in console and API alone.
import { approvalRows, reminderRows, runRows } from "../store/index.ts";
import type { ReminderRow } from "../store/index.ts";
import type { House } from "./house.ts";
import { keyedName } from "./identity.ts";
import { lostMilliseconds, mailOnce } from "./mail-once.ts";
import type { PinnedRun } from "./pinned.ts";
import { isLive } from "./status.ts";

/** Sees to what is due. */
export async function sendReminders(house: House, stop: AbortSignal): Promise<void> {
  const at = house.now();
  const lost = new Date(at.getTime() - lostMilliseconds);
  for (const reminder of await reminderRows.listDue(house.store.pool, at, lost, 100)) {
    if (stop.aborted) return;
    await seeTo(house, reminder).catch((error: unknown) => house.report(error, `${reminder.run}/${reminder.step}`));
  }
}

async function seeTo(house: House, reminder: ReminderRow): Promise<void> {
  const run = await house.load(reminder.run);
  await (reminder.recipient === "" ? announce : mail)(house, run, reminder);
}

const recipientId = (house: House, address: string): string => keyedName(house.keyring, `recipient\0${address}`);

const countWaiting = async ({ store }: House, { run, step }: ReminderRow): Promise<number> => {
  const status = await runRows.status(store.pool, run);
  return status !== undefined && isLive(status) ? approvalRows.countPending(store.pool, run, step) : 0;
};

/** From here on there is one row for each mail. */
async function announce(house: House, run: PinnedRun, reminder: ReminderRow): Promise<void> {
  const waiting = await countWaiting(house, reminder);
  const addresses = house.reminders?.recipients(reminder.byRole) ?? [];
  const state = waiting === 0 ? "needless" : addresses.length === 0 ? "shown" : "sent";
  const at = house.now();
  await house.store.transaction(async (tx) => {
    if (!(await reminderRows.move(tx, reminder, { state, at })) || state !== "sent") return;
    const recipients = addresses.map((address) => recipientId(house, address));
    await reminderRows.insert(tx, { ...reminder, run: run.id, dueAt: at }, recipients, at);
  });
}

async function mail(house: House, run: PinnedRun, reminder: ReminderRow): Promise<void> {
  const { pool } = house.store;
  const address = house.reminders
    ?.recipients(reminder.byRole)
    .find((it) => recipientId(house, it) === reminder.recipient);
  const waiting = await countWaiting(house, reminder);
  if (address === undefined || waiting === 0) {
    await reminderRows.move(pool, reminder, { state: "needless", at: house.now() });
    return;
  }
  await mailOnce(house, run, reminder, (row, to) => reminderRows.move(pool, row, to), {
    operation: house.reminders?.operation ?? "",
    key: `${run.id}/${reminder.step}/reminder/${reminder.recipient}`,
    step: reminder.step,
    compose: async () => ({ fields: { to: address, ...textOf(house, run, reminder, waiting) } }),
  });
}

/** The flow author's words, numbers and times; nothing that the run has read. */
function textOf(
  house: House,
  run: PinnedRun,
  { step }: ReminderRow,
  waiting: number,
): { readonly subject: string; readonly body: string } {
  const title = run.document.steps[step]?.title ?? step;
  const what = waiting === 1 ? "1 row waits" : `${waiting} rows wait`;
  const begun = run.createdAt.toISOString().slice(0, 16).replace("T", " ");
  return {
    subject: `${what} for a decision: ${title}`,
    body: [
      `${what} for a decision: "${title}" of "${run.document.title}", begun on ${begun} UTC.`,
      "",
      house.reminders?.link(run.id) ?? "",
      "",
    ].join("\n"),
  };
}
