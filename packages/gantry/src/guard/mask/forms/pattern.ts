// A form to search for: an expression, and what of a match is taken.
import type { Label } from "../../../catalog/index.ts";

/** What to take of a match, as [start, length] within it; null leaves it. */
export type Take = (match: RegExpExecArray) => readonly [number, number] | null;

export interface Pattern {
  readonly label: Label;
  /** Bounded in every repetition, so that the search is linear in the text. */
  readonly regexp: RegExp;
  /** Only texts with this in them are searched: most have none. */
  readonly needs?: "@" | "digit" | ":";
  /** Default: all of the match. */
  readonly take?: Take;
}

export const whole: Take = (match) => [0, match[0].length];

/** All of the match where it passes a test. */
export const when =
  (test: (text: string) => boolean): Take =>
  (match) =>
    test(match[0]) ? whole(match) : null;

/** The group `value` where it passes a test. */
export const value =
  (test: (text: string) => boolean = () => true): Take =>
  (match) => {
    const found = match.groups?.["value"];
    return found === undefined || !test(found) ? null : [match[0].lastIndexOf(found), found.length];
  };

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

/** Letters and digits, in capitals. */
export const compactOf = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, "").toUpperCase();
