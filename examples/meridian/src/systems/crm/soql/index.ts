// SOQL: text → statement → rows that a viewer may see.
export { parseSoql } from "./parse.ts";
export { type ResultSet, runStatement } from "./run.ts";
export { type JsonRecord, attributesOf, wireValue } from "./projection.ts";
export { isFilterable, isGroupable, isSortable } from "./field-rules.ts";
export { isDay, normalInstant } from "./literals.ts";
