// Erasing somebody from all that runs keep.
export { eraseSubject, resumeErasures, searchSubject } from "./erase.ts";
export type { Erasure, ErasureRecord, ErasureRequest } from "./erase.ts";
export { tellsWho } from "./find-text.ts";
export type { TextFinder } from "./find-text.ts";
