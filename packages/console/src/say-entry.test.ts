import { expect, test } from "vitest";
import { sayEntry } from "./say-entry.ts";

test("an egress says where it went, and how much of it in clear", () => {
  const body = {
    egressKind: "model",
    destination: "openai:gpt",
    zone: "outside",
    step: "drafts",
    columns: [
      { column: "crm.accounts.industry", treatment: "pass" },
      { column: "crm.accounts.name", treatment: "token" },
      { column: "billing.contracts.annual_value", treatment: "band" },
      { column: "crm.accounts.name", treatment: "pass" },
    ],
    tokens: { "person.name": 10, "company.name": 1 },
  };
  expect(sayEntry({ kind: "attempted", body })).toBe(
    "step drafts: model to openai:gpt (outside), 3 columns, 1 in clear, 11 tokens",
  );
});

test("a request says its route, what came back its cost", () => {
  expect(sayEntry({ kind: "request", body: { method: "POST", route: "/api/ask" } })).toBe("POST /api/ask");
  expect(sayEntry({ kind: "done", body: { step: "drafts", usage: { input: 900, output: 100, cost: 0.01 } } })).toBe(
    "step drafts: came back, 1,000 model tokens",
  );
});

test("a row that needed no model says where its words are from", () => {
  const body = { step: "drafts", egressKind: "model", destination: "openai:gpt", zone: "outside", from: "cache" };
  expect(sayEntry({ kind: "reused", body })).toBe("step drafts: answered from the cache, nothing left");
  expect(sayEntry({ kind: "reused", body: { ...body, from: "equal" } })).toBe(
    "step drafts: answered from what an equal row was told, nothing left",
  );
});

test("an entry of a kind yet unknown shows what it has", () => {
  expect(sayEntry({ kind: "checkpoint", body: { heads: [], signature: "…" } })).toBe("heads, signature");
  expect(sayEntry({ kind: "checkpoint", body: {} })).toBe("–");
});
