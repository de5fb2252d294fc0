import fc from "fast-check";
import { expect, test } from "vitest";
import { keyringOf } from "./keys/index.ts";
import { openRows, piecesOf, sealRows } from "./seal-rows.ts";
import { createSealer } from "./seal.ts";

const fresh = (fill = 1) => keyringOf(new Uint8Array(32).fill(fill));

test("whatever is sealed opens again, and only in its own place", () => {
  const box = createSealer(fresh()).box("r1");
  const reopened = createSealer(fresh()).box("r1");
  const other = createSealer(fresh()).box("r2");
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), fc.array(fc.string()), (value, about, subjects) => {
      const sealed = box.seal(value, about, subjects);
      expect(reopened.open(sealed, about)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(() => box.open(sealed, `${about}x`)).toThrow(expect.objectContaining({ code: "internal" }));
      expect(() => other.open(sealed, about)).toThrow(expect.objectContaining({ code: "internal" }));
    }),
  );
});

test("large values are smaller sealed than in clear, and show nothing", () => {
  const box = createSealer(fresh()).box("r1");
  const rows = Array.from({ length: 1000 }, (_, index) => ({ name: "Ada Lovelace", index }));
  const sealed = box.seal(rows, "x", ["crm.contacts:0031"]);
  expect(sealed.length).toBeLessThan(JSON.stringify(rows).length / 3);
  expect(sealed.includes("Lovelace") || sealed.includes("0031")).toBe(false);
  expect(box.open(sealed, "x")).toEqual(rows);
});

test("one changed bit is noticed", () => {
  const box = createSealer(fresh()).box("r1");
  const sealed = box.seal({ subject: "hello" }, "x", ["crm.contacts:0031"]);
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => box.open(changed, "x"), `byte ${index}`).toThrow(expect.objectContaining({ code: "internal" }));
  }
});

test("another master key opens nothing, and says which key to check", () => {
  const sealed = createSealer(fresh()).box("r1").seal("hello", "x");
  expect(() => createSealer(fresh(2)).box("r1").open(sealed, "x")).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining("GANTRY_MASTER_KEY") }),
  );
});

test("with the key of any of its subjects a value is gone; what comes later has a new key", () => {
  const keyring = fresh();
  const sealer = createSealer(keyring);
  const box = sealer.box("r1");
  const [both, one, none] = [["a:1", "b:2"], ["b:2"], []].map((subjects) => box.seal("hello", "x", subjects));
  keyring.data.destroy([sealer.subjectKey("a:1")]);
  expect(() => box.open(both!, "x")).toThrow(expect.objectContaining({ code: "expired" }));
  expect(box.openIfKept(both!, "x")).toBeUndefined();
  expect([one, none].map((sealed) => box.open(sealed!, "x"))).toEqual(["hello", "hello"]);
  expect(box.open(box.seal("again", "x", ["a:1"]), "x")).toBe("again");
});

test("a run's key can be changed for the next one and destroyed", () => {
  const keyring = fresh();
  const sealer = createSealer(keyring);
  const old = sealer.box("r1").seal("old", "x");
  const kept = sealer.nextBox("r1").seal("kept", "x");
  expect(sealer.box("r1").open(old, "x")).toBe("old");
  keyring.data.destroy([sealer.runKey("r1")]);
  expect(sealer.box("r1").openIfKept(old, "x")).toBeUndefined();
  expect(sealer.box("r1").open(kept, "x")).toBe("kept");
  expect(sealer.box("r1").open(sealer.box("r1").seal("new", "x"), "x")).toBe("new");
});

test("of rows sealed together the erased are left out, the others keep their order", () => {
  const keyring = fresh();
  const sealer = createSealer(keyring);
  const box = sealer.box("r1");
  const rows = Array.from({ length: 9 }, (_, index) => ({
    value: index,
    subjects: index % 3 === 0 ? [] : [`s:${index % 3}`],
  }));
  const sealed = sealRows(box, { head: ["n"], rows }, "x");
  expect(openRows(box, sealed, "x")).toEqual({ head: ["n"], rows });
  keyring.data.destroy([sealer.subjectKey("s:1")]);
  expect(openRows(box, sealed, "x").rows.map((row) => row.value)).toEqual([0, 2, 3, 5, 6, 8]);
  expect(() => openRows(box, sealed, "y")).toThrow(expect.objectContaining({ code: "internal" }));
});

test("a part can't be taken out of rows sealed together", () => {
  const box = createSealer(fresh()).box("r1");
  const sealed = sealRows(box, { head: null, rows: [1, 2].map((value) => ({ value, subjects: [`s:${value}`] })) }, "x");
  const [head, first] = piecesOf(sealed);
  const shorter = Buffer.concat([
    Buffer.from([3, 0, 0, 0, 2]),
    ...[head!, first!].flatMap((piece) => [Buffer.from([0, 0, 0, piece.length]), piece]),
  ]);
  expect(() => openRows(box, shorter, "x")).toThrow(expect.objectContaining({ code: "internal" }));
});
