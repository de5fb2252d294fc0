// `createTriggers`: what starts flows without anybody asking, and the verbs of the people who look after it.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { TriggerView } from "@gantry/contract";
import { access, may } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import { firingRows, triggerRows } from "../../store/index.ts";
import type { FiringRow, TriggerRow } from "../../store/index.ts";
import { keyedName } from "../identity.ts";
import { seesAtLeast } from "../visible.ts";
import { createSchedules } from "./clock.ts";
import { openMailDoor } from "./mail.ts";
import type { MailDoor } from "./mail.ts";
import type { Prepared } from "./prepare.ts";
import { eventOf, verify } from "./signature.ts";
import type { Delivery } from "./signature.ts";
import { createSources } from "./sources.ts";
import type { SourcesHouse } from "./sources.ts";
import { pausedBy } from "./standing.ts";
import { noteFailure, startFor } from "./start.ts";
import type { StartHouse } from "./start.ts";
import type { Fired } from "./types.ts";
import { triggerView } from "./view.ts";

export interface TriggersOptions extends SourcesHouse {
  readonly triggers: readonly Prepared[];
  /** Where mail is taken; without it, triggers of mail have a problem. Port 0: any. */
  readonly mail?: { readonly host: string; readonly port: number };
  readonly secret: (name: string) => string;
  /** Errors that no caller will see, with the trigger's name. */
  readonly report: (error: unknown, trigger: string) => void;
  /** Milliseconds between looks at the clock; default 250. */
  readonly interval?: number;
}

export interface Triggers {
  /** Begins to look at clock and sources. */
  launch(): Promise<void>;
  /** One look, now. Never rejects. */
  look(): Promise<void>;
  /** Those whose flows the caller may run; with their last firing. */
  list(caller: Caller): Promise<readonly TriggerView[]>;
  /** One with its last fifty firings. Throws `not-found`. */
  show(name: string, caller: Caller): Promise<TriggerView>;
  /** Throws `not-found`, `forbidden`. */
  pause(name: string, paused: boolean, caller: Caller): Promise<TriggerView>;
  /** Fires it by hand, paused or not, with an event as it would come. Throws `not-found`, `forbidden`, as starting does. */
  fire(name: string, event: unknown, caller: Caller): Promise<Fired>;
  /** A delivery to a webhook; `admit` is called once its signature fits, and may refuse. Throws `not-found`, `unauthenticated`, `too-large`, `conflict` (paused), as starting does. */
  deliver(name: string, delivery: Delivery, admit?: () => Promise<void>): Promise<Fired>;
  close(): Promise<void>;
}

/** Firings that are shown of one trigger. */
const shown = 50;
/** Longer ago nothing is delivered again. */
const keptMilliseconds = 90 * 86_400_000;
const usualLimit = 262_144;

export function createTriggers(options: TriggersOptions): Triggers {
  const { store, triggers, policy, now } = options;
  const schedules = createSchedules(options, triggers, options.report);
  const sources = createSources(options, triggers, options.report);
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let door: MailDoor | undefined;

  const find = (name: string): Prepared => {
    const found = triggers.find((it) => it.trigger.name === name);
    if (found) return found;
    throw new GantryError("not-found", `there is no trigger "${name}"`, { remedy: "gantry triggers list" });
  };
  const mayRun = ({ trigger }: Prepared, caller: Caller): boolean =>
    may(policy, caller, "administer") || may(policy, caller, `run:${trigger.flow}`);
  /** Who could have asked it all himself may let it be asked; others would run it with rights that they have not. */
  const mayChange = (prepared: Prepared, caller: Caller): boolean => {
    if (may(policy, caller, "administer")) return true;
    if (caller.via === "crm" || !mayRun(prepared, caller)) return false;
    try {
      return seesAtLeast(access(policy, caller), access(policy, prepared.caller));
    } catch (error) {
      if (error instanceof GantryError) return false;
      throw error;
    }
  };
  const changeable = (name: string, caller: Caller): Prepared => {
    const found = find(name);
    if (mayChange(found, caller)) return found;
    throw new GantryError("forbidden", `trigger "${name}" runs with rights that you have not`, {
      remedy: "ask an administrator, or somebody who may run its flow over the same data",
    });
  };
  const viewOf = (prepared: Prepared, row: TriggerRow | undefined, firings: readonly FiringRow[], caller: Caller) =>
    triggerView(prepared, row, firings, {
      now: now(),
      mayChange: mayChange(prepared, caller),
      mailAt: door?.address,
    });

  const triggersOf: Triggers = {
    launch: async () => {
      await triggerRows.meet(
        store.pool,
        triggers.map(({ trigger }) => trigger.name),
        now(),
      );
      if (triggers.length === 0) return;
      await firingRows.forget(store.pool, new Date(now().getTime() - keptMilliseconds));
      door = await openMail(options, (name) => find(name));
      timer = setInterval(() => void triggersOf.look(), options.interval ?? 250);
      timer.unref();
    },

    look: async () => {
      // One look at the clock at a time: the next sees what this one has done. A slow source does not hold it up.
      looking = looking.then(() => schedules.look());
      await Promise.all([looking, sources.look()]);
    },

    list: async (caller) => {
      const rows = new Map((await triggerRows.list(store.pool)).map((row) => [row.name, row]));
      const seen = triggers.filter((it) => mayRun(it, caller));
      return Promise.all(
        seen.map(async (it) => {
          const { name } = it.trigger;
          return viewOf(it, rows.get(name), await firingRows.list(store.pool, name, 1), caller);
        }),
      );
    },

    show: async (name, caller) => {
      const found = find(name);
      if (!mayRun(found, caller)) throw new GantryError("not-found", `there is no trigger "${name}"`);
      const row = await triggerRows.find(store.pool, name);
      return viewOf(found, row, await firingRows.list(store.pool, name, shown), caller);
    },

    pause: async (name, paused, caller) => {
      changeable(name, caller);
      await triggerRows.pause(store.pool, name, { paused, by: caller.subject, at: now() });
      return triggersOf.show(name, caller);
    },

    fire: async (name, event, caller) =>
      startFor(options, changeable(name, caller), { key: `by-hand:${randomUUID()}`, event: event ?? byHand(now()) }),

    deliver: async (name, delivery, admit) => {
      const found = find(name);
      const { on } = found.trigger;
      if (on.kind !== "webhook") throw new GantryError("not-found", `there is no webhook "${name}"`);
      if (delivery.body.length > (on.limit ?? usualLimit))
        throw new GantryError("too-large", "the body is larger than this webhook takes");
      const id = verify(on, delivery, secretsIn(on.secrets, options.secret), now());
      await admit?.();
      await requireReady(options, found);
      const event = eventOf(delivery.body);
      return noting(options, found, () =>
        startFor(options, found, { key: keyedName(options.keyring, `hook\0${name}\0${id}`), event }),
      );
    },

    close: async () => {
      clearInterval(timer);
      await door?.close();
      await sources.close();
      await looking;
    },
  };
  return triggersOf;
}

/** What a schedule would bring; of other kinds the caller gives the event. */
const byHand = (now: Date): unknown => ({ at: now.toISOString(), day: now.toISOString().slice(0, 10) });

/** Those that are set. A sender is not told of one that is missing: whoever looks after the trigger is. */
const secretsIn = (names: readonly string[], secret: (name: string) => string): readonly string[] =>
  names.flatMap((name) => {
    try {
      return [secret(name)];
    } catch (error) {
      if (error instanceof GantryError) return [];
      throw error;
    }
  });

/** A sender learns that nothing is started, and to come again; why is for those who look after the trigger. */
async function requireReady({ store }: Pick<StartHouse, "store">, { trigger, flow }: Prepared): Promise<void> {
  const { name } = trigger;
  const isActive = !pausedBy(trigger, await triggerRows.find(store.pool, name));
  if (isActive && !(flow instanceof GantryError)) return;
  const why = isActive ? "can't start its flow" : "is paused";
  throw new GantryError("conflict", `trigger "${name}" ${why}`, {
    retryable: true,
    remedy: `send it again later; gantry triggers ${isActive ? "show" : "resume"} ${name}`,
  });
}

/** Tells the sender what went wrong, and whoever looks after the trigger too. */
async function noting<T>(house: StartHouse, { trigger }: Prepared, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GantryError && !error.retryable) await noteFailure(house, trigger.name, error);
    throw error;
  }
}

/** Opens the door for mail, where a trigger takes any. */
async function openMail(options: TriggersOptions, find: (name: string) => Prepared): Promise<MailDoor | undefined> {
  const { mail, keyring, report } = options;
  const byRecipient = new Map(
    options.triggers.flatMap(({ trigger: { name, on } }) => (on.kind === "mail" ? [[on.to.toLowerCase(), name]] : [])),
  );
  if (byRecipient.size === 0) return undefined;
  if (mail === undefined) {
    throw new GantryError("bad-config", "triggers take mail, and no port is set for it", {
      remedy: "set GANTRY_MAIL_PORT, or mailIn in gantry.config.ts",
      where: { trigger: [...byRecipient.values()].join(", ") },
    });
  }
  return openMailDoor({
    ...mail,
    recipients: [...byRecipient.keys()],
    take: async (recipient, id, event) => {
      const found = find(byRecipient.get(recipient) ?? "");
      const { name } = found.trigger;
      await requireReady(options, found);
      return noting(options, found, () =>
        startFor(options, found, { key: `mail:${keyedName(keyring, `mail\0${name}\0${id}`)}`, event }),
      );
    },
    report: (error) => report(error, "mail"),
  });
}
