// Answers of the service to GET: a function of the entities and the request.
import type { Entities } from "./entities.ts";
import { ODataError } from "./errors.ts";
import { metadataDocument, serviceDocument } from "./metadata.ts";
import { readOptions, readQuery } from "./options.ts";
import type { QueryOptions } from "./options.ts";
import { collectionDocument, entityDocument } from "./payload.ts";
import type { Form } from "./payload.ts";
import { readResource } from "./resource.ts";
import type { EntityRow, EntitySet } from "./schema.ts";
import { compareKeys, keyOf } from "./values.ts";

/** Rows of a page when the client asks for none or for more. */
export const maximumPageSize = 500;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly rows: number;
}

export interface ReadRequest {
  /** Below the service root, percent-encoded, no leading slash. */
  readonly path: string;
  /** Without `?`, percent-encoded. */
  readonly query: string;
  readonly header: (name: string) => string | undefined;
}

/** What the Accept header asks for; throws an ODataError (406) when the service can't give it. */
export const readForm = (accept: string | undefined): Form => {
  const json = (accept ?? "*/*")
    .split(",")
    .map((it) => it.trim().split(/\s*;\s*/))
    .find(([type]) => type === "application/json" || type === "*/*" || type === "application/*");
  if (json === undefined) throw new ODataError("not-acceptable", "only application/json is served");
  const parameters = json.map((it) => it.toLowerCase());
  if (parameters.includes("odata.metadata=full"))
    throw new ODataError("not-implemented", "odata.metadata=full is not implemented");
  return {
    compatible: parameters.includes("ieee754compatible=true"),
    bare: parameters.includes("odata.metadata=none"),
  };
};

/** The Content-Type that says which form a document has. */
export const contentType = (form: Form): string =>
  `application/json;odata.metadata=${form.bare ? "none" : "minimal"};IEEE754Compatible=${String(form.compatible)};charset=utf-8`;

const preferredPageSize = (prefer: string | undefined): number | undefined => {
  const wanted = /(?:^|[,\s])(?:odata\.)?maxpagesize=(\d{1,9})/i.exec(prefer ?? "")?.[1];
  return wanted === undefined || Number(wanted) === 0 ? undefined : Number(wanted);
};

// Null sorts lowest. Rows that are equal stay in the order of the data, so pages never overlap.
const ordered = (rows: readonly EntityRow[], orderBy: QueryOptions["orderBy"]): readonly EntityRow[] => {
  if (orderBy.length === 0) return rows;
  const keyed = rows.map((row) => ({
    row,
    keys: orderBy.map((it) => keyOf(it.property.type, row[it.property.name] ?? null)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { descending }] of orderBy.entries()) {
      const left = a.keys[index] ?? null;
      const right = b.keys[index] ?? null;
      const order =
        left === null || right === null ? Number(right === null) - Number(left === null) : compareKeys(left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map((it) => it.row);
};

const matching = (entities: Entities, set: EntitySet, options: QueryOptions): readonly EntityRow[] =>
  options.filter === undefined ? entities.rows(set) : entities.rows(set).filter(options.filter);

/** Rows of the latest queries, filtered and in order: the pages of one query are cut from one result. */
export type RecentResults = Map<string, readonly EntityRow[]>;

const keptResults = 16;

const resultOf = (
  entities: Entities,
  set: EntitySet,
  options: QueryOptions,
  recent: RecentResults,
): readonly EntityRow[] => {
  const key = JSON.stringify([entities.version, set.name, options.repeat]);
  const rows = recent.get(key) ?? ordered(matching(entities, set, options), options.orderBy);
  recent.delete(key);
  recent.set(key, rows);
  const [oldest] = recent.keys();
  if (recent.size > keptResults && oldest !== undefined) recent.delete(oldest);
  return rows;
};

const readCollection = (
  entities: Entities,
  set: EntitySet,
  request: ReadRequest,
  form: Form,
  recent: RecentResults,
): Reply => {
  const options = readOptions(entities, set, readQuery(request.query), "collection");
  const found = resultOf(entities, set, options, recent);
  const wanted = preferredPageSize(request.header("prefer"));
  const size = Math.min(wanted ?? maximumPageSize, maximumPageSize);
  const last = Math.min(found.length, options.skip + (options.top ?? Number.POSITIVE_INFINITY));
  const from = options.skip + options.delivered;
  const to = Math.max(from, Math.min(last, from + size));
  const rows = found.slice(from, to);
  const page = { rows, total: found.length, delivered: to - options.skip, more: to < last };
  return {
    status: 200,
    headers: {
      "content-type": contentType(form),
      ...(wanted === undefined ? {} : { "preference-applied": `odata.maxpagesize=${size}` }),
    },
    body: collectionDocument(entities, set, options, page, form),
    rows: rows.length,
  };
};

/** Answers a GET request. `recent` is kept between requests. Throws ODataError. */
export const read = (entities: Entities, request: ReadRequest, recent: RecentResults): Reply => {
  const resource = readResource(entities, request.path);
  if (resource.kind === "metadata") {
    readQuery(request.query.replace(/(^|&)\$format=(xml|application\/xml|application%2Fxml)(?=&|$)/, ""));
    return { status: 200, headers: { "content-type": "application/xml" }, body: metadataDocument(entities), rows: 0 };
  }
  if (resource.kind === "count") {
    const options = readOptions(entities, resource.set, readQuery(request.query), "count");
    const body = String(matching(entities, resource.set, options).length);
    return { status: 200, headers: { "content-type": "text/plain;charset=utf-8" }, body, rows: 0 };
  }
  const form = readForm(request.header("accept"));
  const headers = { "content-type": contentType(form) };
  if (resource.kind === "service") {
    readQuery(request.query);
    return { status: 200, headers, body: serviceDocument(entities), rows: 0 };
  }
  if (resource.kind === "collection") return readCollection(entities, resource.set, request, form, recent);
  const row = entities.find(resource.set, resource.key);
  if (row === undefined) throw new ODataError("no-such-entity", `${resource.set.name} has no entity with that key`);
  const options = readOptions(entities, resource.set, readQuery(request.query), "entity");
  const etag = entities.etag(row);
  if (request.header("if-none-match") === etag) return { status: 304, headers: { etag }, body: "", rows: 0 };
  return {
    status: 200,
    headers: { ...headers, etag },
    body: entityDocument(entities, resource.set, row, options, form),
    rows: 1,
  };
};
