// A ledger entry in a sentence; its body holds names, counts and hashes, never values.
import { counted } from "@gantry/client";
import type { LedgerEntryView } from "@gantry/contract";
import { z } from "zod";

const Body = z.object({
  method: z.string().optional(),
  route: z.string().optional(),
  egressKind: z.string().optional(),
  destination: z.string().optional(),
  zone: z.string().optional(),
  step: z.string().optional(),
  columns: z.array(z.object({ column: z.string(), treatment: z.string() })).optional(),
  tokens: z.record(z.string(), z.number()).optional(),
  usage: z.object({ input: z.number(), output: z.number(), cost: z.number() }).optional(),
  code: z.string().optional(),
  from: z.string().optional(),
  rows: z.number().optional().catch(undefined),
});

/** What an entry says, for people; the names of its fields where it is of a kind that this console does not know. */
export function sayEntry({ kind, body }: Pick<LedgerEntryView, "kind" | "body">): string {
  const said = Body.safeParse(body).data ?? {};
  const step = said.step === undefined ? "" : `step ${said.step}: `;
  if (kind === "request" && said.route !== undefined) return `${said.method ?? ""} ${said.route}`.trim();
  if (kind === "reused") {
    const known = said.from === "cache" ? "the cache" : "what an equal row was told";
    return `${step}answered from ${known}, nothing left`;
  }
  if (kind === "scored")
    return `${step}${said.destination ?? "an analytic model"} computed ${counted(said.rows ?? 0, "row")} here`;
  if (said.destination !== undefined) {
    // A column is listed once for each of its labels and levels.
    const columns = new Set(said.columns?.map((it) => it.column));
    const treated = new Set(said.columns?.filter((it) => it.treatment !== "pass").map((it) => it.column));
    const tokens = Object.values(said.tokens ?? {}).reduce((sum, count) => sum + count, 0);
    const parts = [
      counted(columns.size, "column"),
      `${columns.size - treated.size} in clear`,
      tokens > 0 ? counted(tokens, "token") : "",
    ];
    return `${step}${said.egressKind ?? "egress"} to ${said.destination} (${said.zone ?? "?"}), ${parts.filter(Boolean).join(", ")}`;
  }
  if (kind === "done") {
    const spent = said.usage ? said.usage.input + said.usage.output : 0;
    return `${step}came back${spent > 0 ? `, ${counted(spent, "model token")}` : ""}`;
  }
  if (kind === "chain") return "a process began a chain of its own";
  if (kind === "failed") return `${step}failed${said.code === undefined ? "" : `: ${said.code}`}`;
  return `${step}${Object.keys(body).join(", ") || "–"}`;
}
