// What crosses the wire. Imports nothing of ours.
export * from "./problem.ts";
export * from "./blocks.ts";
export * from "./receipt.ts";
export * from "./questions.ts";
export * from "./answer.ts";
export * from "./markup.ts";
export * from "./api.ts";
export * from "./approvals.ts";
export * from "./erasure.ts";
export * from "./effects.ts";
export * from "./models.ts";
export * from "./replay.ts";
export * from "./triggers.ts";
export * from "./documents.ts";
export * from "./guest.ts";
