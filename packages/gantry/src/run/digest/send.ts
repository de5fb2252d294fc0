// Sends digests: when a run has settled, to each who may see it, rendered for him and for the channel, once.
import { digestRows } from "../../store/index.ts";
import type { DigestRow } from "../../store/index.ts";
import { assembleAnswer } from "../answer/index.ts";
import type { Channel } from "../answer/index.ts";
import type { House } from "../house.ts";
import { keyedName, rowIdOf } from "../identity.ts";
import { lostMilliseconds, mailOnce } from "../mail-once.ts";
import { loadIfKept } from "../pinned.ts";
import type { PinnedRun } from "../pinned.ts";
import { canSee } from "../visible.ts";
import { failureLetter } from "./failure-letter.ts";
import { digestLetter } from "./letter.ts";
import type { DigestMail, DigestPlan, Recipient } from "./types.ts";

/** What the ledger calls its step. */
const step = "digest";

/** Sees to what is due. */
export async function sendDigests(house: House, stop: AbortSignal): Promise<void> {
  const { digests } = house;
  if (digests === undefined) return;
  const lost = (at: Date): Date => new Date(at.getTime() - lostMilliseconds);
  // What the first announces the second sends.
  for (const isMail of [false, true]) {
    const at = house.now();
    for (const row of await digestRows.listDue(house.store.pool, at, lost(at), 100)) {
      if (stop.aborted) return;
      if ((row.recipient !== "") !== isMail) continue;
      await seeTo(house, digests, row).catch((error: unknown) => house.report(error, `${row.run}/${step}`));
    }
  }
}

async function seeTo(house: House, digests: DigestMail, row: DigestRow): Promise<void> {
  const run = await loadIfKept(house.load, row.run);
  const plan = await digests.plan(row.origin, row.run);
  const status = await digestRows.statusOf(house.store.pool, row.run);
  // Who cancels a run knows that there is no answer.
  if (run === undefined || plan === undefined || status === "cancelled") {
    await digestRows.move(house.store.pool, row, { state: "needless", at: house.now() });
    return;
  }
  if (row.recipient !== "") return mail(house, digests, run, row, plan);
  await announce(house, run, row, plan, status === "failed" && (await isToldAlready(house, row, plan)));
}

/** A source that is away fails one run after the other: the first of them is told, until one has succeeded. */
const isToldAlready = async (house: House, row: DigestRow, { tellsFailure }: DigestPlan): Promise<boolean> =>
  tellsFailure === undefined ? (await digestRows.statusBefore(house.store.pool, row)) === "failed" : !tellsFailure;

const recipientId = (house: House, { caller }: Recipient): string =>
  keyedName(house.keyring, `recipient\0${caller.subject}`);

/** From here on there is one row for each mail. */
async function announce(
  house: House,
  run: PinnedRun,
  row: DigestRow,
  { recipients }: DigestPlan,
  isTold: boolean,
): Promise<void> {
  const at = house.now();
  const reached = isTold ? [] : recipients.filter((it) => it.mail !== undefined);
  const { store } = house;
  const [may, mayNot] = [true, false].map((wanted) =>
    reached.filter((it) => canSee(house, run, it.caller) === wanted).map((it) => recipientId(house, it)),
  );
  await store.transaction(async (tx) => {
    const state = reached.length === 0 ? "shown" : may?.length === 0 ? "withheld" : "sent";
    if (!(await digestRows.move(tx, row, { state, at }))) return;
    await digestRows.insert(tx, { ...row, state: "due" }, may ?? [], at);
    await digestRows.insert(tx, { ...row, state: "withheld" }, mayNot ?? [], at);
  });
}

async function mail(
  house: House,
  digests: DigestMail,
  run: PinnedRun,
  row: DigestRow,
  plan: DigestPlan,
): Promise<void> {
  const { pool } = house.store;
  const recipient = plan.recipients.find((it) => recipientId(house, it) === row.recipient);
  const to = recipient?.mail;
  if (recipient === undefined || to === undefined || !canSee(house, run, recipient.caller)) {
    const state = to === undefined ? "needless" : "withheld";
    await digestRows.move(pool, row, { state, at: house.now() });
    return;
  }
  await mailOnce(house, run, row, (of, next) => digestRows.move(pool, of, next), {
    operation: digests.operation,
    key: `${run.id}/${step}/${row.recipient}`,
    step,
    compose: async (destination) => {
      const channel: Channel = { through: { ...destination, roles: recipient.caller.roles }, carried: [] };
      const answer = await assembleAnswer(house, run, recipient.caller, channel);
      const from = { sender: digests.sender, address: digests.address() };
      if (answer.status === "failed")
        return { fields: { to, ...failureLetter(answer, { title: plan.title, ...from }) } };
      const letter = await digestLetter(answer, {
        ...plan,
        ...from,
        idOf: (key) => rowIdOf(house.keyring, key),
        at: house.now(),
      });
      return { fields: { to, ...letter }, carried: distinct(channel) };
    },
  });
}

const distinct = ({ carried }: Channel): Channel["carried"] => [
  ...new Map(carried.map((it) => [JSON.stringify(it), it])).values(),
];
