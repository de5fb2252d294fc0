// A recorded run as a case: its input, its sources' rows and its decisions, to be kept in a file beside its flow.
import { GantryError } from "@gantry/contract";
import type { FlowCase } from "@gantry/contract";
import type { Caller } from "../../policy/index.ts";
import { approvalRows } from "../../store/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { approvalPlace } from "../result.ts";
import type { ApprovalContent } from "../result.ts";
import { cellOf, readRecording } from "./recording.ts";
import type { Recording } from "./recording.ts";
import { requestKeyOf } from "./request.ts";

/**
 * @throws GantryError `forbidden`: another's run, or rows of people that nobody said may be in a file; `unsupported`: what
 *   its sources gave is not recorded
 */
export async function caseOf(
  house: House,
  run: PinnedRun,
  withPersonalData: boolean,
  caller: Caller,
): Promise<FlowCase> {
  if (run.caller.subject !== caller.subject && !house.policy.may(caller, "administer")) {
    throw new GantryError("forbidden", "only who started a run, or an administrator, may save it as a case");
  }
  const recording = await readRecording(house, run);
  if (recording.scans.length === 0 || recording.missing.length > 0) {
    throw new GantryError("unsupported", "what this run's sources gave is not recorded, or only a part of it", {
      where: { run: run.id },
      remedy: "record a run over fewer rows, of a flow that does not say record: false",
    });
  }
  if (!withPersonalData) requireNobody(house, recording);
  return {
    flow: run.document.name,
    parameters: Object.fromEntries(
      Object.entries(run.parameters).map(([name, { type, value }]) => [name, { type, value: cellOf(value) }]),
    ),
    caller: { roles: [...run.caller.roles], attributes: { ...run.caller.attributes }, surface: run.caller.surface },
    key: Buffer.from(requestKeyOf(house.keyring, run.id)).toString("base64"),
    scans: recording.scans.map((scan) => ({
      ...scan,
      columns: [...scan.columns],
      request: { ...scan.request },
      rows: scan.rows.map((row) => row.map(cellOf)),
    })),
    decisions: await decisionsOf(house, run),
  };
}

/** No row of a column that tells of somebody, or of which nobody has said what it is. */
function requireNobody(house: House, { scans }: Recording): void {
  const personal = scans.flatMap(({ table, columns, rows }) =>
    columns.flatMap(({ name }, at) => {
      const labels = house.catalog.tables[table]?.columns.find((it) => it.name === name)?.labels ?? [];
      const tells = labels.length === 0 || labels.some((label) => /^(?:person|text|secret)(?:\.|$)/.test(label));
      return tells && rows.some((row) => (row[at] ?? null) !== null) ? [`${table}.${name}`] : [];
    }),
  );
  if (personal.length === 0) return;
  throw new GantryError("forbidden", `the case would hold data of people: ${[...new Set(personal)].join(", ")}`, {
    remedy: "save a run over made-up data; or, where these people are made up, say --with-personal-data",
  });
}

/** By step and key; an edit counts as an acceptance of what the replay writes. */
async function decisionsOf(house: House, run: PinnedRun): Promise<FlowCase["decisions"]> {
  const decisions: FlowCase["decisions"] = {};
  for (const { step, row, state, sealed } of await approvalRows.list(house.store.pool, { run: run.id })) {
    if (state === "pending") continue;
    // Sealed by `openApprovals` or `decide`, and authenticated.
    const content = run.box.openIfKept(sealed, approvalPlace(step, row)) as ApprovalContent | undefined;
    const key = content?.row[run.document.steps[step]?.key ?? ""];
    if (typeof key !== "string" && typeof key !== "number") continue;
    const taken = state === "accepted" || state === "edited" ? "accepted" : "rejected";
    decisions[step] = { ...decisions[step], [String(key)]: taken };
  }
  return decisions;
}
