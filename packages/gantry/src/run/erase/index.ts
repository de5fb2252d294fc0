export { eraseSubject, receiptsOf, resumeErasures, searchSubject } from "./erase.ts";
export type { Erasure, ErasureCounts, ErasureRecord, ErasureRequest, Found } from "./erase.ts";
export type { TextFinder } from "./find-text.ts";
