// POST /api/query: SQL of the caller's own over the catalog; filtered, treated and refused like an answer's table. One
// JSON document, or, by Accept, a stream of rows.
import { Readable } from "node:stream";
import { GantryError, QueryRequest, streamTypes } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import { preferredType } from "../accept.ts";
import type { RowStream, ServeDeps } from "../deps.ts";

const formats = new Map([
  ["application/json", undefined],
  [streamTypes.ndjson, "ndjson"],
  [streamTypes.csv, "csv"],
  [streamTypes.parquet, "parquet"],
] as const);

export function queryRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.post("/api/query", async (request, reply) => {
    const caller = await access.allowed(request, reply, "query");
    const wanted = QueryRequest.parse(request.body);
    const type = preferredType(request.headers.accept, [...formats.keys()]);
    const format = formats.get(type);
    await deps.ledger.request(caller, "POST", "/api/query");
    // Who goes away stops the sources too.
    const stop = new AbortController();
    reply.raw.once("close", () => stop.abort());
    if (format === undefined) return deps.query(wanted, caller, stop.signal);
    if (wanted.explain)
      throw new GantryError("bad-request", "what sources would be asked is told as application/json alone");
    const stream = await deps.stream(wanted, format, caller, stop.signal);
    reply.type(format === "csv" ? `${type}; charset=utf-8; header=present` : type);
    if (Object.keys(stream.asOf).length > 0) reply.header("gantry-as-of", asOfHeader(stream));
    // It is read as the socket takes it. What goes wrong now breaks the reply off: nobody takes a part for the whole.
    return reply.send(Readable.from(stream.bytes, { objectMode: false, highWaterMark: 65_536 }));
  });
}

/** A dictionary of strings (RFC 9651): names of sources are its keys. */
const asOfHeader = ({ asOf }: RowStream): string =>
  Object.entries(asOf)
    .map(([source, at]) => `${source}="${at}"`)
    .join(", ");
