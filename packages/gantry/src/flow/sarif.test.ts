// The log that code hosts read: its form is held by the published types of SARIF 2.1.0 and by what the standard demands beyond them.
import type { Log } from "sarif";
import { expect, test } from "vitest";
import { flow, oneOf, query, sarifOf, writtenPlace } from "./index.ts";
import type { SarifFinding } from "./index.ts";

const document = flow({
  name: "leaky",
  title: "Leaky",
  asks: [],
  purpose: "test",
  input: { region: oneOf("EMEA") },
  steps: {
    people: query("id", "select 1 as id"),
    letters: query("id", "select id from people"),
  },
  answer: [],
});

const finding = (step: string, severity: SarifFinding["severity"] = "breach"): SarifFinding => ({
  severity,
  code: step === "people" ? "unlabelled-column" : "refused-by-policy",
  step,
  message: `step "${step}" is wrong`,
  remedy: "mend it",
  of: document.name,
  place: writtenPlace(document, "steps", step),
});

const logOf = (findings: readonly SarifFinding[]): Log =>
  // JSON and back, as it is printed; the type says what a reader of SARIF expects.
  JSON.parse(
    JSON.stringify(sarifOf(findings, { version: "0.1.0", root: import.meta.dirname, fallback: "/elsewhere/x.ts" })),
  ) as Log;

test("each finding is a result at the line of its step, under a rule that is listed", () => {
  const log: Log = sarifOf([], { version: "0.1.0", root: "/", fallback: "/x" });
  expect(log.version).toBe("2.1.0");
  const [run] = logOf([finding("letters"), finding("people", "warning")]).runs;
  expect(run?.tool.driver.rules?.map((rule) => rule.id)).toEqual(["refused-by-policy", "unlabelled-column"]);
  expect(run?.results?.map((it) => [it.ruleId, it.ruleIndex, it.level])).toEqual([
    ["refused-by-policy", 0, "error"],
    ["unlabelled-column", 1, "warning"],
  ]);
  const places = run?.results?.map((it) => it.locations?.[0]?.physicalLocation);
  expect(places?.map((it) => [it?.artifactLocation?.uri, it?.region?.startLine])).toEqual([
    ["sarif.test.ts", 15],
    ["sarif.test.ts", 14],
  ]);
});

test("paths are relative URIs, texts are not empty, and a finding keeps its fingerprint when lines move", () => {
  const there = finding("letters");
  const moved = { ...there, place: { file: `${import.meta.dirname}/a folder/ä.ts`, line: 99 } };
  const unknown = { ...there, place: undefined };
  const results = logOf([there, moved, unknown]).runs[0]?.results ?? [];
  const uris = results.map((it) => it.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "");
  expect(uris[1]).toBe("a%20folder/%C3%A4.ts");
  for (const uri of uris) expect(URL.canParse(uri, "file:///root/")).toBe(true);
  for (const { message } of results) expect(message.text).toMatch(/\S/);
  expect(new Set(results.map((it) => JSON.stringify(it.partialFingerprints))).size).toBe(1);
});
