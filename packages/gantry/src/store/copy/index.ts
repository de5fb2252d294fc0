export { moveDatabase, requireArrived, requireEmpty } from "./move.ts";
export { RowCounter } from "./digest.ts";
export { onConnection, rowsIn, rowsOut } from "./stream.ts";
export { copiedSequences, copiedTables, setSequences } from "./tables.ts";
export type { CopiedTable } from "./tables.ts";
