// Questions of any kind over a catalog's vocabulary: read into a plan, laid out as a flow.
export { changed } from "./changed.ts";
export type { Edits } from "./changed.ts";
export { asked, documentOf, namesOf } from "./document.ts";
export { stemOf } from "./lexicon.ts";
export { pathsOf } from "./paths.ts";
export { asksWhy, opensFollowUp } from "./edit.ts";
export { reckoningOf } from "./why.ts";
export { understandingOf } from "./understand.ts";
export type { Understand } from "./understand.ts";
export { tellWhole } from "./tell.ts";
export type { AskPlan, Understood } from "./types.ts";
