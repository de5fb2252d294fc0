// What a guest keeps, as the store has it: each checkpoint and each write sealed for itself, under keyed names. No I/O.
import type { GuestCheckpoint, GuestCheckpoints, GuestWrite, GuestWrites } from "@gantry/contract";
import { keyedHash } from "../guard/index.ts";
import { guestPlace } from "../store/index.ts";
import type { Box, GuestPart, GuestPlace, GuestRow, Keyring } from "../store/index.ts";

type Kept = GuestCheckpoints["checkpoints"][number];

export interface Parts {
  nameOf(kind: "thread" | "namespace", name: string): string;
  /**
   * The checkpoint, and what its channels hold anew.
   *
   * @param like the row's first entry: the parts are sealed under the keys of the same subjects
   */
  checkpoint(box: Box, guest: GuestRow, checkpoint: GuestCheckpoint, like: Uint8Array): NewPart[];
  write(
    box: Box,
    guest: GuestRow,
    at: Pick<GuestWrites, "thread" | "namespace" | "id">,
    write: GuestWrite,
    like: Uint8Array,
  ): NewPart;
  /** What a tool of the guest gave, kept beside the row's first entry. */
  heard(box: Box, guest: GuestRow, text: string, like: Uint8Array): NewPart;
  /** Those again, as far as they were not erased. */
  textsOf(box: Box, guest: GuestRow, parts: readonly GuestPart[]): string[];
  /** Checkpoints and writes as they come from the store, put together; what was erased is left out. */
  read(box: Box, guest: GuestRow, parts: readonly GuestPart[]): Kept[];
  /** Where that is which the channels of a checkpoint hold. */
  placesOf(kept: Kept): GuestPlace[];
  /** The checkpoints with what their channels hold, as far as that is among the parts. */
  fill(box: Box, guest: GuestRow, kept: readonly Kept[], parts: readonly GuestPart[]): Kept[];
}

/** `again`: replaces what is there. */
type NewPart = GuestPart & { readonly again: boolean };

export function createParts(keys: Pick<Keyring, "hmac">): Parts {
  const nameOf: Parts["nameOf"] = (kind, name) => keyedHash(keys, `guest ${kind}`, name);
  const placeOf = ({ step, row }: GuestRow, { thread, namespace, checkpoint, part }: GuestPlace): string =>
    guestPlace(step, row, [thread, namespace, checkpoint, part].join("/"));
  const seal = (box: Box, guest: GuestRow, place: GuestPlace, value: unknown, like: Uint8Array): GuestPart => ({
    ...place,
    sealed: box.sealLike(value, placeOf(guest, place), like),
  });
  const at = (
    { thread, namespace, id }: Pick<GuestWrites, "thread" | "namespace" | "id">,
    part: string,
  ): GuestPlace => ({
    thread: nameOf("thread", thread),
    namespace: nameOf("namespace", namespace),
    checkpoint: id,
    part,
  });
  const held = (of: Pick<GuestWrites, "thread" | "namespace">, channel: string, version: string): GuestPlace =>
    at({ ...of, id: "" }, keyedHash(keys, "guest channel", JSON.stringify([channel, version])));
  const placesOf = (kept: Kept): GuestPlace[] =>
    Object.entries(kept.versions).map(([channel, version]) => held(kept, channel, version));
  return {
    nameOf,
    placesOf,
    checkpoint: (box, guest, { values, ...checkpoint }, like) => [
      { ...seal(box, guest, at(checkpoint, ""), checkpoint, like), again: true },
      ...values.map((it) => {
        const place = held(checkpoint, it.channel, it.version);
        return { ...seal(box, guest, place, it, like), again: true };
      }),
    ],
    write: (box, guest, of, write, like) => {
      const part = keyedHash(keys, "guest write", JSON.stringify([write.task, write.place]));
      // What a task has written stays: a second try writes the same. Errors and interrupts are told anew.
      return { ...seal(box, guest, at(of, part), write, like), again: write.place < 0 };
    },
    heard: (box, guest, text, like) => {
      const place = { thread: "", namespace: "", checkpoint: "", part: keyedHash(keys, "guest heard", text) };
      return { ...seal(box, guest, place, text, like), again: false };
    },
    textsOf: (box, guest, parts) =>
      parts.map((part) => box.openIfKept(part.sealed, placeOf(guest, part))).filter((text) => typeof text === "string"),
    read: (box, guest, parts) => {
      const found = new Map<string, Kept>();
      const writes = new Map<string, GuestWrite[]>();
      for (const part of parts) {
        const value = box.openIfKept(part.sealed, placeOf(guest, part));
        if (value === undefined) continue;
        const place = JSON.stringify([part.thread, part.namespace, part.checkpoint]);
        const beside = writes.get(place) ?? [];
        writes.set(place, beside);
        // Sealed by the functions above, and authenticated.
        if (part.part === "") found.set(place, { ...(value as GuestCheckpoint), values: [], writes: beside });
        else beside.push(value as GuestWrite);
      }
      return [...found.values()];
    },
    fill: (box, guest, all, parts) => {
      const nameOfPlace = ({ thread, namespace, part }: GuestPlace): string =>
        JSON.stringify([thread, namespace, part]);
      const values = new Map<string, Kept["values"][number]>();
      for (const part of parts) {
        const value = box.openIfKept(part.sealed, placeOf(guest, part));
        // Sealed above, and authenticated.
        if (value !== undefined) values.set(nameOfPlace(part), value as Kept["values"][number]);
      }
      return all.map((kept) => ({
        ...kept,
        values: placesOf(kept).flatMap((it) => values.get(nameOfPlace(it)) ?? []),
      }));
    },
  };
}
