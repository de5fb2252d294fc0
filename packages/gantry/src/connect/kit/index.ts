// What a connector is, and what connectors are made of.
export type * from "./types.ts";
export { createBudget } from "./budget.ts";
export { Limits, SecretReference, TextOrSecret, parseConnection, reveal } from "./connection.ts";
export * from "./errors.ts";
export { compareValues, holds } from "./evaluate.ts";
export { fit, type Fitted } from "./fit.ts";
export { createHttp, type Http, type HttpOptions, type HttpReply, type HttpRequest } from "./http.ts";
export { at, isRecord, parseJson, tryJson } from "./json.ts";
export { withoutValues } from "./native.ts";
export { bitmapBytes, endless, firstDay, isPresent, lastDay, widthOf, type PackedColumn } from "./packed/column.ts";
export { pack, WrongForm } from "./packed/pack.ts";
export { packedBatch, unpack } from "./packed/unpack.ts";
export { ColumnWriter } from "./packed/writer.ts";
export { plural, sqlName, sqlNames } from "./names.ts";
export {
  and,
  columnsOf,
  conjuncts,
  neverHolds,
  operatorsOf,
  or,
  supported,
  type Leaf,
  type Split,
} from "./predicate.ts";
export { createRest, type FieldReader, type Rest, type RestRequest, type RestScan } from "./rest/engine.ts";
export type { Auth, Paginator, RestManifest } from "./rest/manifest.ts";
export { toolPath, type FindTool, type Tool, type ToolRefusal, type ToolResult } from "./tools.ts";
export { retryAfter, retrying, type Attempt, type RetryOptions } from "./retry.ts";
export { createTokenCache, type Grant, type TokenCache } from "./token.ts";
export { decimalOf, decimalText, valueOf } from "./values.ts";
