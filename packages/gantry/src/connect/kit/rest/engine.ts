// Runs a REST manifest: authenticated calls, pages followed to the end, records turned into batches by column.
import type { ColumnType } from "../../../catalog/index.ts";
import { drifted, refused, type Place } from "../errors.ts";
import { createHttp, type HttpReply } from "../http.ts";
import { at, isRecord, tryJson } from "../json.ts";
import type { ColumnBatch, Context, Value } from "../types.ts";
import { valueOf } from "../values.ts";
import { createAuthorities } from "./authority.ts";
import type { RestManifest } from "./manifest.ts";
import { merge } from "./merge.ts";

/** A call relative to the manifest's URL, or absolute on an allowed host. */
export interface RestRequest {
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly idempotent?: boolean;
  readonly table?: string;
  /** Statuses of 400 and above that the caller reads himself. */
  readonly expects?: readonly number[];
}

/** How a cell of a record is found and read. */
export interface FieldReader {
  readonly name: string;
  readonly type: ColumnType;
  /** Path within the record; undefined = the column is hidden from the caller and reads as NULL. */
  readonly path: readonly string[] | undefined;
  /** Whether decimals come with more places than they are declared with, and are to be rounded. */
  readonly rounds?: boolean;
}

export interface RestScan {
  readonly table: string;
  /** One per call; each may have many pages. */
  readonly paths: readonly string[];
  readonly fields: readonly FieldReader[];
  /** Fields that tell records apart, where several calls may return the same one; absent = they can't. */
  readonly distinct?: readonly string[] | undefined;
}

export interface Rest {
  /** @throws what `Http.send` throws, `source-refused` for a 4xx that isn't expected, `token-expired` for a caller's token */
  send(request: RestRequest, context: Context): Promise<HttpReply>;
  /** The reply as JSON, numbers without loss (`parseJson`). */
  json(request: RestRequest, context: Context): Promise<unknown>;
  scan(scan: RestScan, context: Context): AsyncIterable<ColumnBatch>;
  close(): Promise<void>;
}

const originsOf = (manifest: RestManifest): readonly string[] => {
  const { origin, protocol } = new URL(manifest.url);
  const token = manifest.auth.kind === "oauth" ? [new URL(manifest.auth.tokenUrl).origin] : [];
  return [origin, ...token, ...(manifest.allowedHosts ?? []).map((host) => new URL(`${protocol}//${host}`).origin)];
};

const emptyPage = "a reply holds no list of records";

/** The engine for one source. */
export const createRest = (source: string, manifest: RestManifest): Rest => {
  const http = createHttp({ source, origins: originsOf(manifest), limits: manifest.limits });
  const authority = createAuthorities(manifest, { source }, http);
  // A path is resolved below the whole of `url`, whether or not that ends in a slash.
  const root = manifest.url.endsWith("/") ? manifest.url : `${manifest.url}/`;
  const placeOf = (table: string | undefined): Place => (table === undefined ? { source } : { source, table });

  const problem = (reply: HttpReply, place: Place): Error =>
    manifest.problem?.(reply, place) ??
    (reply.status === 403
      ? refused(place, "our rights don't reach this far (403)", "give the source's user the right to read it")
      : refused(place, `it answers ${reply.status}`));

  const send = async (request: RestRequest, context: Context): Promise<HttpReply> => {
    const place = placeOf(request.table);
    const url = new URL(request.path, root);
    for (let first = true; ; first = false) {
      const { header, renew } = await authority(context);
      const reply = await http.send(
        {
          url,
          method: request.method ?? "GET",
          headers: {
            accept: "application/json",
            ...manifest.headers,
            ...request.headers,
            ...(header === undefined ? {} : { authorization: header }),
          },
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(request.idempotent === undefined ? {} : { idempotent: request.idempotent }),
          ...(request.table === undefined ? {} : { table: request.table }),
        },
        context,
      );
      if (reply.status < 300 || request.expects?.includes(reply.status) === true) return reply;
      if (reply.status !== 401) throw problem(reply, place);
      const renewed = renew();
      if (renewed !== "again") throw renewed;
      if (!first) throw refused(place, "it takes no token of ours (401)", "check the source's credentials");
    }
  };

  const json = async (request: RestRequest, context: Context): Promise<unknown> => {
    const reply = await send(request, context);
    const body = tryJson(reply.text);
    if (body === undefined) throw refused(placeOf(request.table), "a reply isn't JSON");
    return body;
  };

  async function* pages(table: string, first: string, context: Context): AsyncGenerator<readonly unknown[]> {
    const seen = new Set<string>();
    for (let path: string | undefined = first; path !== undefined;) {
      const url: string = new URL(path, root).href;
      // A server that points back at an earlier page would be read for ever.
      if (seen.has(url)) throw refused(placeOf(table), "its pages go in a circle");
      seen.add(url);
      const body: unknown = await json({ path: url, table }, context);
      const records = at(body, manifest.records);
      if (!Array.isArray(records)) throw refused(placeOf(table), emptyPage);
      yield records;
      const next: unknown = manifest.paginator.kind === "none" ? undefined : at(body, manifest.paginator.path);
      path = typeof next === "string" && next !== "" ? new URL(next, url).href : undefined;
    }
  }

  const read = (field: FieldReader, record: unknown, place: Place): Value => {
    if (field.path === undefined) return null;
    const value = valueOf(field.type, at(record, field.path), field.rounds);
    if (value === undefined) throw drifted(place, `a value of column "${field.name}" isn't ${field.type}`);
    return value;
  };

  async function* scan(wanted: RestScan, outer: Context): AsyncGenerator<ColumnBatch> {
    const place = placeOf(wanted.table);
    const stop = new AbortController();
    const context = { ...outer, signal: AbortSignal.any([outer.signal, stop.signal]) };
    const seen = wanted.distinct !== undefined && wanted.paths.length > 1 ? new Set<string>() : undefined;
    const isNew = (record: unknown): boolean => {
      const key = JSON.stringify((wanted.distinct ?? []).map((name) => at(record, [name])));
      if (seen?.has(key) === true) return false;
      seen?.add(key);
      return true;
    };
    const paths = wanted.fields.flatMap(({ path }) => (path === undefined ? [] : [path]));
    const isForeign = (record: unknown): boolean =>
      paths.length > 0 && paths.every((path) => at(record, path) === undefined);
    try {
      const starts = wanted.paths.map((path) => () => pages(wanted.table, path, context));
      for await (const page of merge(starts, manifest.parallel)) {
        if (!page.every(isRecord)) throw refused(place, emptyPage);
        if (page.some(isForeign)) throw drifted(place, "a row has none of the columns asked for");
        const records = seen === undefined ? page : page.filter(isNew);
        if (records.length > 0)
          yield {
            rows: records.length,
            columns: wanted.fields.map((field) => records.map((record) => read(field, record, place))),
          };
      }
    } finally {
      stop.abort();
    }
  }

  return { send, json, scan, close: () => http.close() };
};
