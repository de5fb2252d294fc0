import fc from "fast-check";
import { expect, test } from "vitest";
import { keyringOf } from "./keys.ts";
import { createSealer } from "./seal.ts";

/** Wrapped keys in memory, as the store keeps them. */
function memory() {
  const kept = new Map<string, Uint8Array | null>();
  return {
    kept,
    keepKeys: async (run: string, candidates: readonly { subject: string; wrapped: Uint8Array }[]) =>
      new Map(
        candidates.map(({ subject, wrapped }) => {
          const name = `${run} ${subject}`;
          if (!kept.has(name)) kept.set(name, wrapped);
          return [subject, kept.get(name) ?? null];
        }),
      ),
  };
}

const keyring = keyringOf(new Uint8Array(32).fill(1));

test("whatever is sealed opens again, and only in its own place", async () => {
  const keys = memory();
  const box = await createSealer(keyring, keys).box("r1", null);
  const reopened = await createSealer(keyring, keys).box("r1", null);
  const other = await createSealer(keyring, keys).box("r1", "row");
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, about) => {
      const sealed = box.seal(value, about);
      expect(reopened.open(sealed, about)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(() => box.open(sealed, `${about}x`)).toThrow(expect.objectContaining({ code: "internal" }));
      expect(() => other.open(sealed, about)).toThrow(expect.objectContaining({ code: "internal" }));
    }),
  );
});

test("large values are smaller sealed than in clear, and show nothing", async () => {
  const box = await createSealer(keyring, memory()).box("r1", null);
  const rows = Array.from({ length: 1000 }, (_, index) => ({ name: "Ada Lovelace", index }));
  const sealed = box.seal(rows, "x");
  expect(sealed.length).toBeLessThan(JSON.stringify(rows).length / 3);
  expect(sealed.includes("Lovelace")).toBe(false);
  expect(box.open(sealed, "x")).toEqual(rows);
});

test("one changed bit is noticed", async () => {
  const box = await createSealer(keyring, memory()).box("r1", null);
  const sealed = box.seal({ subject: "hello" }, "x");
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => box.open(changed, "x"), `byte ${index}`).toThrow(expect.objectContaining({ code: "internal" }));
  }
});

test("another master key opens nothing, and says which key to check", async () => {
  const keys = memory();
  await createSealer(keyring, keys).box("r1", null);
  const stranger = createSealer(keyringOf(new Uint8Array(32).fill(2)), keys);
  await expect(stranger.box("r1", null)).rejects.toMatchObject({
    remedy: expect.stringContaining("GANTRY_MASTER_KEY"),
  });
});

test("a destroyed key is not replaced by a new one", async () => {
  const keys = memory();
  keys.kept.set("r1 ~row", null);
  await expect(createSealer(keyring, keys).box("r1", "row")).rejects.toMatchObject({ code: "expired" });
});
