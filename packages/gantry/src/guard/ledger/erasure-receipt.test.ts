import { expect, test } from "vitest";
import { newKeys } from "../keys.ts";
import { signErasure, verifyErasure } from "./erasure-receipt.ts";

const keys = newKeys();
const statement = {
  id: "e_1",
  subject: "crm.contacts:0031",
  requestedBy: "dpo",
  begunAt: "2026-11-16T08:00:00.000Z",
  counts: { runs: 2, rows: 7, quotes: 1, approvals: 1, effects: 0, elsewhere: 0 },
  keys: ["0123456789abcdef"],
};
const receipt = signErasure(statement, { chain: "c", seq: 4, hash: "h" }, new Date(), keys.signing);
const text = JSON.stringify(receipt);

test("a receipt proves itself with the public key alone, names nobody, and fits its subject only", () => {
  expect(text).not.toContain("0031");
  expect(verifyErasure(text, keys.verifying)).toMatchObject({ ok: true, findings: [] });
  expect(verifyErasure(text, keys.verifying, "crm.contacts:0031").ok).toBe(true);
  expect(verifyErasure(text, keys.verifying, "crm.contacts:0032").findings).toEqual(["it is of another subject"]);
  expect(verifyErasure(text, newKeys().verifying).findings).toEqual(["its signature does not fit"]);
  expect(verifyErasure("{}", keys.verifying).ok).toBe(false);
});

test("any letter or digit changed in a receipt is found", () => {
  for (let at = 0; at < text.length; at += 1) {
    const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    expect(verifyErasure(changed, keys.verifying).ok, `byte ${at}`).toBe(false);
  }
});
