// Who has saved questions or subscribed: each as her last token said who she is, sealed. A question is asked by these rights.
import { createHmac } from "node:crypto";
import type { Caller } from "../../policy/index.ts";
import { createSealer, peopleRows } from "../../store/index.ts";
import type { DataKeys, Queryable } from "../../store/index.ts";

export interface PeopleKeys {
  readonly data: DataKeys;
  readonly hmac: Uint8Array;
}

export interface Person {
  readonly caller: Caller;
  readonly seenAt: Date;
}

export interface People {
  /** Keyed hash of a subject. */
  id(subject: string): string;
  find(person: string): Promise<Person | undefined>;
  /** Remembers her from now on. */
  put(db: Queryable, caller: Caller): Promise<void>;
  /** Brings up to date what is known of her, where anything is. Never rejects. */
  saw(caller: Caller): Promise<void>;
  search(finder: { readonly isIn: (value: unknown) => boolean }, forget: boolean): Promise<number>;
}

/** What has not changed is not written again within the hour. */
const pause = 3_600_000;
const mostRemembered = 10_000;

/**
 * @param report told of what kept a person from being brought up to date
 */
export function createPeople(
  pool: Queryable,
  keyring: PeopleKeys,
  now: () => Date,
  report: (error: unknown) => void,
): People {
  const sealer = createSealer(keyring);
  const seen = new Map<string, { readonly as: string; readonly at: number }>();
  const id = (subject: string): string =>
    createHmac("sha256", keyring.hmac).update(`person\0${subject}`).digest("hex").slice(0, 32);
  const boxOf = (person: string) => sealer.box(`person ${person}`);
  const rowOf = (caller: Caller) => {
    const person = id(caller.subject);
    // Her tokens are not kept, and nobody is at a console when a saved question is asked.
    const { narrowedTo: _, ...rest } = caller;
    const kept: Caller = { ...rest, tokens: {}, surface: "api" };
    return { person, sealed: boxOf(person).seal(kept, "person"), seenAt: now() };
  };
  const open = (person: string, sealed: Uint8Array): Caller | undefined =>
    // Sealed by `rowOf`, and authenticated.
    boxOf(person).openIfKept(sealed, "person") as Caller | undefined;

  return {
    id,
    find: async (person) => {
      const row = await peopleRows.find(pool, person);
      const caller = row && open(person, row.sealed);
      return row && caller ? { caller, seenAt: row.seenAt } : undefined;
    },
    put: (db, caller) => peopleRows.put(db, rowOf(caller)),
    saw: async (caller) => {
      const { subject, roles, attributes, mail, via, name } = caller;
      if (via !== "issuer") return;
      const as = JSON.stringify([roles, attributes, mail, name]);
      const known = seen.get(subject);
      const at = now().getTime();
      if (known?.as === as && at - known.at < pause) return;
      if (seen.size >= mostRemembered) seen.clear();
      seen.set(subject, { as, at });
      await peopleRows.refresh(pool, rowOf(caller)).catch((error: unknown) => {
        seen.delete(subject);
        report(error);
      });
    },
    search: async (finder, forget) => {
      const rows = await peopleRows.list(pool);
      const found = rows.filter(({ person, sealed }) => finder.isIn(open(person, sealed)));
      if (forget && found.length > 0) {
        const people = found.map((it) => it.person);
        keyring.data.destroy(people.map((it) => sealer.runKey(`person ${it}`)));
        await peopleRows.remove(pool, people);
        seen.clear();
      }
      return found.length;
    },
  };
}
