import { expect, test } from "vitest";
import { definePolicy } from "./define.ts";
import { overMasks } from "./over-mask.ts";
import type { Destination, Policy, TreatmentRule } from "./types.ts";

const outside: Destination = { kind: "model", zone: "outside", name: "openai:gpt-5" };
const inside: Destination = { kind: "model", zone: "inside", name: "local" };
const page: Destination = { kind: "page", zone: "outside", name: "crm-page" };
const policyOf = (...treatments: TreatmentRule[]): Policy => definePolicy({ treatments, roles: [] });
const rule = (overMask?: boolean): TreatmentRule => ({
  label: "text.untrusted",
  to: {},
  treatment: "token",
  ...(overMask === undefined ? {} : { overMask }),
});
const asked = (destination: Destination, ...policies: Policy[]): boolean =>
  overMasks(policies, "text.untrusted", destination);

test("free text is over-masked for models outside, and nowhere else, unless the rule says otherwise", () => {
  expect([outside, inside, page].map((to) => asked(to, policyOf(rule())))).toEqual([true, false, false]);
  expect([outside, inside].map((to) => asked(to, policyOf(rule(false))))).toEqual([false, false]);
  expect([outside, inside].map((to) => asked(to, policyOf(rule(true))))).toEqual([true, true]);
});

test("the rule that decides is the one that counts, and of two policies the stricter", () => {
  const named: TreatmentRule = { ...rule(false), to: { kind: "model", zone: "outside" } };
  expect(asked(outside, policyOf(rule(true), named))).toBe(false);
  expect(asked(outside, policyOf(rule(false)), policyOf(rule(true)))).toBe(true);
});
