export { createQuestions } from "./questions.ts";
export type { Questions } from "./types.ts";
