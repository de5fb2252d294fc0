// Guests of the house: admitted for a row, known by their token when they call back, and kept house for.
import { GantryError } from "@gantry/contract";
import type { GuestCheckpoint, GuestCheckpoints, GuestQuery, GuestWrites } from "@gantry/contract";
import type { Guests as Admission } from "../guard/index.ts";
import { createSealer, guestPlace, guestRows } from "../store/index.ts";
import type { GuestRow, Keyring, Sealer, Store } from "../store/index.ts";
import { createParts } from "./parts.ts";
import { issuePass, readPass } from "./pass.ts";

/** A guest that called back. */
export interface KnownGuest extends GuestRow {
  /** Subject of who started the run: what the guest spends is his. */
  readonly caller: string;
}

export interface Guests extends Admission {
  /** @throws GantryError `unauthenticated`, `token-expired`, `expired` where the run has ended or the row was erased. */
  open(token: string): Promise<KnownGuest>;
  keepCheckpoint(guest: KnownGuest, checkpoint: GuestCheckpoint): Promise<void>;
  keepWrites(guest: KnownGuest, writes: GuestWrites): Promise<void>;
  /** Newest first. */
  checkpoints(guest: KnownGuest, query: GuestQuery): Promise<GuestCheckpoints>;
  forget(guest: KnownGuest, thread: string): Promise<void>;
}

export interface GuestsOptions {
  readonly store: Pick<Store, "pool">;
  readonly keyring: Pick<Keyring, "data" | "hmac">;
  /** Where the house can be reached; resolves when it listens. */
  readonly address: Promise<string>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function createGuests({ store: { pool }, keyring, address, now = Date.now }: GuestsOptions): Guests {
  const sealer = createSealer(keyring);
  const parts = createParts(keyring);
  /** The row's first entry, which all others are sealed like. */
  const firstOf = async (guest: GuestRow): Promise<Uint8Array> => {
    const first = await guestRows.first(pool, guest);
    if (first === undefined || !opens(sealer, guest, first)) throw gone(guest);
    return first;
  };
  return {
    admit: async (row, signal) => {
      const url = await listening(address, signal);
      const sealed = sealer.box(row.run).seal(null, firstPlace(row), row.subjects);
      const first = await guestRows.begin(pool, row, sealed);
      if (first === undefined || !opens(sealer, row, first)) throw gone(row);
      return { url, token: issuePass(keyring, row, now()) };
    },

    hear: async (row, texts) => {
      const said = texts.filter((text) => text.trim() !== "").map((text) => text.slice(0, mostHeard));
      if (said.length === 0) return;
      const first = await firstOf(row);
      const box = sealer.box(row.run);
      await guestRows.put(
        pool,
        row,
        said.map((text) => parts.heard(box, row, text, first)),
      );
    },

    heard: async (row) => parts.textsOf(sealer.box(row.run), row, await guestRows.heard(pool, row)),

    threadOf: async (row) => {
      const kept = await guestRows.list(pool, row, { limit: 1 });
      return parts.read(sealer.box(row.run), row, kept)[0]?.thread;
    },

    open: async (token) => {
      const row = readPass(keyring, token, now());
      const run = await guestRows.run(pool, row.run);
      if (run === undefined || (run.status !== "running" && run.status !== "waiting")) throw gone(row);
      return { ...row, caller: run.requestedBy };
    },

    keepCheckpoint: async (guest, checkpoint) => {
      const all = parts.checkpoint(sealer.box(guest.run), guest, checkpoint, await firstOf(guest));
      await guestRows.put(pool, guest, all);
    },

    keepWrites: async (guest, writes) => {
      const first = await firstOf(guest);
      const all = writes.writes.map((it) => parts.write(sealer.box(guest.run), guest, writes, it, first));
      await guestRows.put(pool, guest, all);
    },

    checkpoints: async (guest, query) => {
      const { thread, namespace, id, before, limit = 1_000 } = query;
      const kept = await guestRows.list(pool, guest, {
        ...(thread === undefined ? {} : { thread: parts.nameOf("thread", thread) }),
        ...(namespace === undefined ? {} : { namespace: parts.nameOf("namespace", namespace) }),
        ...(id === undefined ? {} : { checkpoint: id }),
        ...(before === undefined ? {} : { before }),
        limit,
      });
      const box = sealer.box(guest.run);
      const found = parts.read(box, guest, kept);
      const values = await guestRows.values(
        pool,
        guest,
        found.flatMap((it) => parts.placesOf(it)),
      );
      return { checkpoints: parts.fill(box, guest, found, values) };
    },

    forget: (guest, thread) => guestRows.forget(pool, guest, parts.nameOf("thread", thread)),
  };
}

/** Characters of one text that are looked at when a draft is checked. */
const mostHeard = 100_000;

/** Whether the row's first entry still opens: nobody whom it tells of was erased. */
const opens = (sealer: Sealer, at: GuestRow, first: Uint8Array): boolean =>
  sealer.box(at.run).openIfKept(first, firstPlace(at)) !== undefined;

const firstPlace = ({ step, row }: GuestRow): string => guestPlace(step, row, "///");

const gone = ({ run, step }: GuestRow): GantryError =>
  new GantryError("expired", "what this guest was asked for is over: the run has ended, or the row was erased", {
    where: { run, step },
  });

async function listening(address: Promise<string>, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new GantryError("cancelled", "the call to a guest was cancelled"));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([address, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
