import { createHash } from "node:crypto";

/** Half of the questions by the hash of who asks and what, so that nobody chose. */
export const halfOf = <T>(caller: string, question: string, [even, odd]: readonly [T, T]): T =>
  Number.parseInt(questionHash(caller, question), 16) % 2 === 0 ? even : odd;

/** Eight hexadecimal digits. */
export const questionHash = (caller: string, question: string): string =>
  createHash("sha256").update(`${caller} ${question}`).digest("hex").slice(0, 8);
