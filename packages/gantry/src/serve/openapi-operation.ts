// How an operation is told of in the OpenAPI document (openapi.ts).
/** One operation, by the names of the schemas that it takes and gives. */
export interface Operation<Name extends string = string> {
  readonly method: "get" | "post" | "put" | "delete";
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly body?: Name;
  /** Nothing where the reply comes as bytes alone. */
  readonly reply?: Name;
  /** What comes instead where the body says `explain`. */
  readonly explained?: Name;
  readonly list?: true;
  readonly stream?: true;
  /** Media types that the reply also comes in, as bytes. */
  readonly bytes?: readonly string[];
  readonly waits?: true;
  /** Parameters of the query, by name. */
  readonly query?: Readonly<Record<string, { readonly type: "string" | "integer" }>>;
  /** Nothing comes back. */
  readonly empty?: true;
}

/** As OpenAPI writes it. */
export function describeOperation({
  path,
  id,
  summary,
  body,
  reply,
  explained,
  list,
  stream,
  bytes = [],
  waits,
  query = {},
  empty,
}: Operation): Record<string, unknown> {
  const reference = { $ref: `#/components/schemas/${reply}` };
  const either = { oneOf: [reference, { $ref: `#/components/schemas/${explained}` }] };
  const schema = list ? { type: "array", items: reference } : explained === undefined ? reference : either;
  const document = reply === undefined ? {} : { [stream ? "text/event-stream" : "application/json"]: { schema } };
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const prefer = { name: "Prefer", in: "header", required: false, schema: { type: "string", examples: ["wait=30"] } };
  const success = {
    description: summary,
    content: {
      ...document,
      ...Object.fromEntries(bytes.map((type) => [type, {}])),
    },
  };
  return {
    operationId: id,
    summary,
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...Object.entries(query).map(([name, schema]) => ({ name, in: "query", required: false, schema })),
      ...(waits ? [prefer] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: `#/components/schemas/${body}` } } },
          },
        }),
    responses: {
      ...(empty ? { "204": { description: summary } } : { "200": success }),
      ...(waits ? { "202": { ...success, description: "Still being worked on; Location tells where" } } : {}),
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}
