// A flow's table as rows for a spreadsheet or a BI tool: a run like any other, of the same caller, with a receipt.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { FlowDocument } from "../../flow/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { toCsv, toParquet } from "../rows/encode.ts";
import { columnsOf } from "../rows/table.ts";
import { findFlow } from "./flows.ts";
import { startRun } from "./start-run.ts";
import { atRestWithin } from "./waiting.ts";

/** Seconds that a reader waits at most. */
const longest = 120;

interface RowsRoute {
  Params: { name: string; form: "csv" | "parquet" };
  Querystring: Record<string, string | string[]>;
}

/** The flow's input from an address's query, which has texts only; `table` is none of it. */
export function inputOf({ input }: FlowDocument, query: RowsRoute["Querystring"]): Record<string, unknown> {
  const given = Object.entries(query).filter(([name]) => name !== "table");
  return Object.fromEntries(
    given.map(([name, value]) => {
      if (typeof value !== "string") throw new GantryError("bad-input", `"${name}" is given twice`);
      const isNumber = input[name]?.kind === "number" && value.trim() !== "";
      return [name, isNumber ? Number(value) : value];
    }),
  );
}

export function rowRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get<RowsRoute>("/api/flows/:name/rows.:form(^csv$|^parquet$)", async (request, reply) => {
    const { name, form } = request.params;
    const caller = await access.allowed(request, reply, `run:${name}`);
    const published = findFlow(deps, name);
    const input = inputOf(published.document, request.query);
    const { table } = request.query;
    await deps.ledger.request(caller, "GET", `/api/flows/${name}/rows.${form}`);
    const run = await startRun(deps, request, published, deps.ask.fill(published.document, input), caller, null);
    reply.headers({ "gantry-run": run, "gantry-receipt": `/api/runs/${run}/receipt`, location: `/api/runs/${run}` });
    const atRest = await atRestWithin(deps, run, longest);
    const answer = await deps.runs.answer(run, caller);
    if (answer.problem) {
      const { code, detail, remedy } = answer.problem;
      throw new GantryError(code, detail, { remedy });
    }
    if (!atRest && answer.status === "running")
      throw new GantryError("source-timeout", `the flow did not come to rest within ${longest} seconds`, {
        retryable: true,
        remedy: `its answer will be at /api/runs/${run}`,
      });
    const columns = columnsOf(answer, typeof table === "string" ? table : undefined);
    return form === "csv"
      ? reply.type("text/csv; charset=utf-8; header=present").send(toCsv(columns))
      : reply.type("application/vnd.apache.parquet").send(toParquet(columns));
  });
}
