// What fuzzers and property tests of queries are made of.
export { checkLineage, type LineageCheck } from "./lineage-check.ts";
export { findFunctions } from "./random/functions.ts";
