import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitter } from "./wire.ts";

const message = (code: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(5, code, "latin1");
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
};

describe("what comes off the wire", () => {
  it("is the same messages however it was cut on the way", () => {
    const messages = fc.array(fc.tuple(fc.constantFrom("D", "C", "Z"), fc.uint8Array({ maxLength: 40 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.integer({ min: 1, max: 30 })), (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(([code, body]) => message(code, body)));
        const came: [string, string][] = [];
        const take = splitter({
          row: (all, _view, at, length) => came.push(["D", all.toString("hex", at, at + length)]),
          other: (code, whole) => came.push([code, whole.toString("hex", 5)]),
        });
        for (let at = 0; at < bytes.length;) {
          const size = sizes.next().value ?? 1;
          take(bytes.subarray(at, at + size));
          at += size;
        }
        expect(came).toEqual(sent.map(([code, body]) => [code, Buffer.from(body).toString("hex")]));
      }),
    );
  });

  it.each([-1, 0, 3, -2_147_483_648, 2_147_483_647])("is refused where it is no message: length %i", (length) => {
    const head = Buffer.alloc(20, "D", "latin1");
    head.writeInt32BE(length, 1);
    for (const size of [20, 3]) {
      const take = splitter({ row: () => undefined, other: () => undefined });
      expect(() => {
        for (let at = 0; at < head.length; at += size) take(head.subarray(at, at + size));
      }).toThrow("not a message");
    }
  });
});
