// /query: SOQL, page by page.
import { CrmError } from "../errors.ts";
import { parseSoql, runStatement } from "../soql/index.ts";
import { defaultBatch } from "./cursors.ts";
import type { ApiContext, ApiReply, ApiRequest, Parameters, Route } from "./router.ts";

export const queryRoutes: readonly Route[] = [
  { method: "GET", pattern: "/query", handle: query },
  { method: "GET", pattern: "/query/:locator", handle: queryMore },
];

function query(context: ApiContext, request: ApiRequest): ApiReply {
  const soql = request.query.get("q");
  if (soql === null || soql.trim() === "")
    throw new CrmError(400, "MALFORMED_QUERY", "A query string has to be specified");
  if (request.query.has("explain")) throw new CrmError(400, "INVALID_FIELD", "explain is not implemented here");
  const batch = batchSize(request.headers["sforce-query-options"]);
  const { organization, viewer, version, cursors } = context;
  const outcome = runStatement(
    {
      organization,
      viewer,
      version,
      pageOfChildren: (set) => cursors.open(viewer.user.id, version, set, batch),
    },
    parseSoql(soql),
  );
  switch (outcome.kind) {
    case "count":
      return { status: 200, body: { totalSize: outcome.total, done: true, records: [] } };
    case "aggregate":
      return { status: 200, body: { totalSize: outcome.rows.length, done: true, records: outcome.rows } };
    case "records":
      return { status: 200, body: cursors.open(viewer.user.id, version, outcome.set, batch) };
  }
}

function queryMore({ viewer, version, cursors }: ApiContext, _: ApiRequest, parameters: Parameters): ApiReply {
  return { status: 200, body: cursors.next(viewer.user.id, version, parameters["locator"] ?? "") };
}

/** `Sforce-Query-Options: batchSize=200`: 200 to 2,000 records a page. Throws on anything else in it. */
function batchSize(header: string | undefined): number {
  if (header === undefined) return defaultBatch;
  const size = Number(/^\s*batchSize\s*=\s*(\d+)\s*$/i.exec(header)?.[1] ?? Number.NaN);
  if (size >= 200 && size <= 2000) return size;
  throw new CrmError(400, "INVALID_BATCH_SIZE", "Sforce-Query-Options takes batchSize=200 to batchSize=2000");
}
