// What makes a reply right beyond the checks of the guard: what its prompt asked for, told from the reply and its data.
import type { OwnCompany } from "../../material/questions/index.ts";
import type { Asked } from "../asked.ts";

/** Tokens are numbered in both. */
export interface Judged {
  readonly asked: Asked;
  readonly reply: Readonly<Record<string, string>>;
  /** Opened where a reply is held against rows reckoned by hand. */
  readonly company: () => Promise<OwnCompany>;
}

/** What is wrong, a phrase each; none where the reply is right. */
export type Right = (judged: Judged) => readonly string[] | Promise<readonly string[]>;

/** What a line of the data says behind its heading. */
export const factOf = ({ data }: Pick<Asked, "data">, heading: string): string =>
  new RegExp(`^${heading}: ?(.*)$`, "m").exec(data)?.[1]?.trim() ?? "";

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}{}]+(?:[’'.,-][\p{L}\p{N}{}]+)*/gu)?.length ?? 0;

/** A model can't count its words: a tenth more or fewer is as asked. */
export const lengthProblems = (text: string, least: number, most: number): readonly string[] => {
  const words = wordsIn(text);
  return words < least * 0.9 || words > most * 1.1 ? [`${words} words where ${least} to ${most} were asked for`] : [];
};

export const missing = (text: string, what: string, pattern: RegExp | string): readonly string[] =>
  (typeof pattern === "string" ? text.includes(pattern) : pattern.test(text)) ? [] : [`lacks ${what}`];

export const unwanted = (text: string, what: string, pattern: RegExp): readonly string[] =>
  pattern.test(text) ? [`has ${what}`] : [];
