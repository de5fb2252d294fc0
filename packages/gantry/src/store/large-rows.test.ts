import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../catalog/index.ts";
import { keyringOf } from "./keys/index.ts";
import { openLargeRows, sealLargeRows } from "./large-rows.ts";
import type { SealedRow } from "./seal-rows.ts";
import { createSealer } from "./seal.ts";

const keyring = keyringOf(new Uint8Array(32).fill(1));
const box = createSealer(keyring).box("r1");

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constant("\ud800"), fc.constant(""));
const cellOf = fc.constantFrom<fc.Arbitrary<Cell>>(
  text,
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((it) => (Object.is(it, -0) ? 0 : it)),
  fc.oneof(text, fc.boolean(), fc.array(fc.integer())) as fc.Arbitrary<Cell>,
);

test("whatever rows are sealed in columns open again as they were, in their order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(cellOf, { minLength: 1, maxLength: 4 }).chain((columns) =>
        fc.array(
          fc.record({
            value: fc.tuple(...columns.map((cell) => fc.option(cell))),
            subjects: fc.constantFrom<readonly string[]>([], ["a:1"], ["a:1", "b:2"]),
          }),
          { minLength: 60, maxLength: 400 },
        ),
      ),
      async (rows) => {
        const given: readonly SealedRow<readonly Cell[]>[] = rows;
        const sealed = sealLargeRows(box, { head: ["x"], rows: given }, "about");
        expect(await openLargeRows(box, sealed, "about")).toEqual({ head: ["x"], rows: given });
      },
    ),
    { numRuns: 60 },
  );
});

test("rows of somebody whose key is destroyed can't be opened any more, the others can", async () => {
  const ring = keyringOf(new Uint8Array(32).fill(2));
  const sealer = createSealer(ring);
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    value: [`row ${index}`] as readonly Cell[],
    subjects: [`crm.contacts:${index % 4}`],
  }));
  const sealed = sealLargeRows(sealer.box("r1"), { head: null, rows }, "about");
  expect(sealed.includes("row 5")).toBe(false);
  ring.data.destroy([sealer.subjectKey("crm.contacts:1")]);
  const left = await openLargeRows(createSealer(ring).box("r1"), sealed, "about");
  expect(left.rows).toEqual(rows.filter(({ subjects }) => !subjects.includes("crm.contacts:1")));
});

test("a piece that is taken out or changed is noticed", async () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => ({ value: [index] as readonly Cell[], subjects: [] }));
  const sealed = sealLargeRows(box, { head: null, rows }, "about");
  expect(sealed.length).toBeLessThan(JSON.stringify(rows).length / 4);
  const changed = Buffer.from(sealed);
  changed[sealed.length - 9] = (changed[sealed.length - 9] ?? 0) ^ 1;
  await expect(openLargeRows(box, changed, "about")).rejects.toMatchObject({ code: "internal" });
  await expect(openLargeRows(box, sealed, "elsewhere")).rejects.toMatchObject({ code: "internal" });
});
