// Remembers where a policy or a flow was written, and says on which line of which file a part of it stands.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { getCallSites } from "node:util";
import { skipTrivia } from "./lex.ts";
import { findPart } from "./place.ts";
import type { PathInto } from "./place.ts";

/** A file, and a line counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A call that took a literal. */
export interface WrittenAt {
  readonly file: string;
  readonly line: number;
  /** The function called. */
  readonly called: string;
}

/**
 * Where the function that calls this was called from.
 *
 * @param called its name as it stands in the source
 * @param own files to pass over: the caller's own
 */
export const callSite = (called: string, own: readonly string[]): WrittenAt | undefined => {
  const passed = new Set([import.meta.url, ...own].map((url) => fileURLToPath(url)));
  for (const { scriptName, lineNumber } of getCallSites(10)) {
    const file = scriptName.startsWith("file:") ? fileURLToPath(scriptName) : scriptName;
    if (path.isAbsolute(file) && !passed.has(file)) return { file, line: lineNumber, called };
  }
  return undefined;
};

/** The line of a part of what was written there; reads the file, and falls back to the call's own line. */
export const placeOf = ({ file, line, called }: WrittenAt, into: PathInto, value: unknown): Place => {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { file, line };
  }
  const opening = callIn(text, line, called);
  if (opening === undefined) return { file, line };
  return { file, line: lineOf(text, findPart(text, skipTrivia(text, opening), into, value)) };
};

/** The offset after the opening bracket of the call nearest to the line. */
const callIn = (text: string, line: number, called: string): number | undefined => {
  const calls = [...text.matchAll(new RegExp(`\\b${called}\\(`, "g"))].map(({ index }) => index);
  const far = (offset: number): number => Math.abs(lineOf(text, offset) - line);
  const [nearest] = calls.toSorted((a, b) => far(a) - far(b));
  return nearest === undefined ? undefined : nearest + called.length + 1;
};

/** Counted from 1. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** "policy.ts:12", as seen from the working folder where it lies in it. */
export const placeText = ({ file, line }: Place): string => {
  const near = path.relative(process.cwd(), file);
  return `${near.startsWith("..") ? file : near}:${line}`;
};
