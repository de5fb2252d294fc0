import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import type { KnownValue } from "../types.ts";
import { createCallTokens } from "./call.ts";
import { createHmacSha256 } from "./hmac.ts";
import { createRestorer, restoreText, tokensIn } from "./restore.ts";
import { isVaultToken, tokenFor, tokenType } from "./token.ts";

const key = createHmacSha256(new Uint8Array(32).fill(7));
const known: readonly KnownValue[] = [
  { value: "Ada Lovelace", label: "person.name" },
  { value: "Zoë Müller-Weiß", label: "person.name" },
  { value: "Aldermoor Instruments GmbH", label: "company.name" },
  { value: "ada@aldermoor.example", label: "person.email" },
  { value: "+44 20 7946 0958", label: "person.phone" },
];
const masker = createMasker({ known, overMask: true });

const maskInCall = (text: string) => {
  const tokens = createCallTokens();
  const masked = replaceHits(text, masker.find(text), (hit, surface) =>
    tokens.issue(tokenFor(key, hit.label, surface, hit.canonical), surface, hit.label),
  );
  return { masked, resolve: (token: string) => tokens.issued.get(token)?.value };
};

const piece = fc.oneof(
  fc.constantFrom(
    "Ada Lovelace",
    "A. Lovelace",
    "LOVELACE",
    "Lovelace’s",
    "Frau Müller-Weiß",
    "Mueller-Weiss",
    "Aldermoor",
    "ada@aldermoor.example",
    "020 7946-0958",
    "PERSON_7K3Q",
    "PERSON_7K3Q_2",
    "COMPANY_",
    "_",
    "GB82 WEST 1234 5698 7654 32",
    "4111 1111 1111 1111",
    "Dr. Who",
    "\nRegards,\nJoan Smith",
    "é",
    "A",
    "7",
    "s",
    "'s",
    ", ",
    " ",
    "\n",
    "10.0.0.1",
    "EMAIL_0000000000000_0000",
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

test("masking and restoring gives every text back, streamed in chunks of any size", () => {
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (original, sizes) => {
      const { masked, resolve } = maskInCall(original);
      expect(restoreText(masked, resolve)).toBe(original);
      const restorer = createRestorer(resolve);
      let streamed = "";
      for (let at = 0, turn = 0; at < masked.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        streamed += restorer.push(masked.slice(at, at + size));
        at += size;
      }
      expect(streamed + restorer.end()).toBe(original);
    }),
    { numRuns: 3_000 },
  );
});

test("the keyed hash is HMAC-SHA-256", () => {
  const bytes = new Uint8Array(32).fill(7);
  expect(createHmacSha256(bytes)("Ada ü")).toEqual(createHmac("sha256", bytes).update("Ada ü").digest());
});

test("a stream never shows a part of a token", () => {
  const restorer = createRestorer((token) => (token === "PERSON_7K3Q" ? "Ada" : undefined));
  const shown: string[] = [];
  for (const character of "Dear PERSON_7K3Q, hello") shown.push(restorer.push(character));
  shown.push(restorer.end());
  expect(shown.join("")).toBe("Dear Ada, hello");
  expect(shown.some((part) => /P|7/.test(part))).toBe(false);
});

test("only issued tokens are restored, the longest first, and what is restored is not looked at again", () => {
  const values: Record<string, string> = {
    PERSON_7K3Q: "Ada COMPANY_2X9B",
    PERSON_7K3Q_2: "Lovelace",
    COMPANY_2X9B: "Acme",
  };
  const restored = restoreText(
    "PERSON_7K3Q_2 PERSON_7K3Q PERSON_7K3Qs PERSON_7K3QX xPERSON_7K3Q PERSON_9Z9Z",
    (it) => values[it],
  );
  expect(restored).toBe("Lovelace Ada COMPANY_2X9B Ada COMPANY_2X9Bs PERSON_7K3QX xPERSON_7K3Q PERSON_9Z9Z");
});

test("a value has one token in a run, forms of it share the code, another run gives another", () => {
  const whole = tokenFor(key, "person.name", "Ada Lovelace");
  const form = tokenFor(key, "person.name", "Lovelace", "Ada Lovelace");
  expect(whole).toBe(tokenFor(key, "person.name", "Ada Lovelace"));
  expect(form.startsWith(`${whole}_`)).toBe(true);
  expect([whole, form].every(isVaultToken)).toBe(true);
  expect(tokensIn(`${form}, ${whole}'s`)).toEqual([form, whole]);
  expect(tokenFor(createHmacSha256(new Uint8Array(32)), "person.name", "Ada Lovelace")).not.toBe(whole);
  const tokens = createCallTokens();
  const [short, shortForm] = [
    tokens.issue(whole, "Ada Lovelace", "person.name"),
    tokens.issue(form, "Lovelace", "person.name"),
  ];
  expect(shortForm).toBe(`${short}_2`);
  expect(tokens.counts()).toEqual({ "person.name": 2 });
});

test.each([
  ["person.name", "PERSON"],
  ["person.email", "EMAIL"],
  ["company.name", "COMPANY"],
  ["company.vat-id", "COMPANY"],
  ["financial", "FINANCIAL"],
  ["financial.iban", "IBAN"],
  ["text.literal", "LITERAL"],
])("%s is shown as %s", (label, type) => {
  expect(tokenType(label)).toBe(type);
});
