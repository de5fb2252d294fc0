// Proofs as SARIF 2.1.0 (OASIS), which code hosts show beside the line: one result a finding.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import path from "node:path";
import type { ProofFinding } from "@gantry/contract";
import { contentHash } from "../../policy/index.ts";
import type { Place } from "../../policy/index.ts";

/** What a code of a finding means, for the rule list. */
const meanings: Readonly<Record<string, string>> = {
  "refused-by-policy": "A labelled column would reach a place where the policy refuses it",
  "unlabelled-column": "A column without a label would leave",
  "untrusted-control": "Text that outsiders wrote would decide which rows come out, or whether a step runs",
  "untrusted-recipient": "Text that outsiders or a model wrote would choose a recipient or a target",
  "no-approval": "A step would act on rows that nobody has decided on",
  "looser-than-policy": "A flow's own rule is looser than the policy",
  "unknown-column": "A column is named that is not there",
  "unknown-model": "An analytic model is named that is not there",
  "unknown-role": "A role is named that is not there",
  "unknown-operation": "An operation is named that no source offers",
  "unknown-field": "An operation is given a field that it does not take",
  "missing-field": "An operation lacks a field that it needs",
  "edit-outside-content": "What may be edited is not part of what is decided on",
  "no-condition": "What should say whether a step runs is no condition",
  "unknown-flow": "A flow is called that is not there",
  "recursive-call": "A flow would call itself, or too many flows call each other in a row",
  "unfit-input": "A flow is called with an input that it does not take",
  "unfit-table": "A flow is called for a table that it does not give, or whose texts a model wrote",
  "unfit-default": "Rows that stand in for a step that failed don't fit its columns",
  "unfit-fallback": "A step that stands in for another does not have its columns",
  "bad-sql": "SQL does not bind against the catalog",
  "bad-row-filter": "A row filter does not bind against the catalog",
  "bad-measure": "A measure does not bind against the catalog",
};

export interface SarifFinding extends ProofFinding {
  /** The flow, or the file's own thing that is wrong. */
  readonly of: string;
  readonly place: Place | undefined;
}

export interface SarifOptions {
  readonly version: string;
  /** Folder that file names are relative to. */
  readonly root: string;
  /** Stands for a finding whose place is not known. */
  readonly fallback: string;
}

/** One SARIF log with one run. Paths are URIs relative to the root. */
export function sarifOf(findings: readonly SarifFinding[], { version, root, fallback }: SarifOptions) {
  const codes = [...new Set(findings.map((it) => it.code))].sort();
  const uriOf = (file: string): string => path.relative(root, file).split(path.sep).map(encodeURIComponent).join("/");
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0" as const,
    runs: [
      {
        tool: {
          driver: {
            name: "gantry",
            version,
            semanticVersion: version,
            rules: codes.map((id) => ({ id, shortDescription: { text: meanings[id] ?? id.replaceAll("-", " ") } })),
          },
        },
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder that gantry check ran in" } } },
        columnKind: "utf16CodeUnits" as const,
        results: findings.map(({ code, severity, message, remedy, step, of, place }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity === "breach" ? ("error" as const) : ("warning" as const),
          message: { text: remedy === undefined ? message : `${message}\n${remedy}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(place?.file ?? fallback), uriBaseId: "SRCROOT" },
                region: { startLine: place?.line ?? 1 },
              },
              logicalLocations: [{ name: step, fullyQualifiedName: `${of}.${step}` }],
            },
          ],
          // Not the line: a finding stays the same when text above it moves.
          partialFingerprints: { "gantry/v1": contentHash([of, step, code, message]) },
        })),
      },
    ],
  };
}
