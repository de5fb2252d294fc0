export { chartHeight, chartOption } from "./chart/option.ts";
export { claimSources, textPieces } from "./claims.ts";
export type { ClaimSource, TextPiece } from "./claims.ts";
export { createClient } from "./client.ts";
export type { Client, ClientOptions, LedgerVerdict, RequestOptions, AskOptions, WaitOptions } from "./client.ts";
export { diffWords } from "./diff-words.ts";
export type { DiffPiece } from "./diff-words.ts";
export { counted, formatCell, formatDay, formatMoment, formatSpan } from "./format.ts";
export { isUnderWay } from "./under-way.ts";
