// The tokens of one model call: short forms, valid in that call alone.
import type { Label } from "../../catalog/index.ts";
import { drawCode } from "./token.ts";

/** A value that left as a token. */
export interface IssuedToken {
  /** As the model sees it: `PERSON_7K3Q`, `PERSON_7K3Q_2` for another form of the same name. */
  readonly short: string;
  /** As it is stored. */
  readonly token: string;
  readonly value: string;
  readonly label: Label;
  /** False for one that stands in text from outside alone, and in no other cell of the row. */
  readonly isTrusted: boolean;
}

/** Issues short forms for vault tokens, and knows which it has issued. */
export interface CallTokens {
  issue(token: string, value: string, label: Label, isTrusted?: boolean): string;
  readonly issued: ReadonlyMap<string, IssuedToken>;
  /** Issued tokens by label: what the receipt counts. */
  counts(): Readonly<Record<Label, number>>;
}

/** Gives the code of a short form; asked again, with the next attempt, where it is taken. */
export type CodeFor = (stem: string, attempt: number) => string;

/**
 * `random(limit)` gives an integer from 0 up to, not including, `limit`; from `node:crypto` unless a test gives one.
 * Of several rows in one call each has its own, and `codes` keeps them apart. With `codeFor` a vault token has the same short form in every call that is given the same.
 */
export const createCallTokens = (
  random?: (limit: number) => number,
  codeFor?: CodeFor,
  codes: Set<string> = new Set(),
): CallTokens => {
  const issued = new Map<string, IssuedToken>();
  const shortOf = new Map<string, string>();
  const stems = new Map<string, { short: string; forms: number }>();
  const stemOf = (token: string): { short: string; forms: number } => {
    const form = token.indexOf("_", token.indexOf("_") + 1);
    const whole = form === -1 ? token : token.slice(0, form);
    const known = stems.get(whole);
    if (known !== undefined) return known;
    const [type = "VALUE"] = whole.split("_", 1);
    // Codes are unique in a call whatever their type, so that a model that mixes types up is still found out.
    const draw = (attempt: number): string =>
      codeFor?.(whole, attempt) ?? drawCode(random, attempt > 0 && codes.size > 5_000 ? 3 : 2);
    let short = draw(0);
    for (let attempt = 1; codes.has(short); attempt += 1) short = draw(attempt);
    codes.add(short);
    const stem = { short: `${type}_${short}`, forms: 1 };
    stems.set(whole, stem);
    return stem;
  };
  return {
    issue(token, value, label, isTrusted = true) {
      const known = shortOf.get(token);
      if (known !== undefined) {
        const before = issued.get(known);
        if (isTrusted && before?.isTrusted === false) issued.set(known, { ...before, isTrusted });
        return known;
      }
      const stem = stemOf(token);
      const isForm = token.indexOf("_", token.indexOf("_") + 1) !== -1;
      if (isForm) stem.forms += 1;
      const short = isForm ? `${stem.short}_${stem.forms}` : stem.short;
      shortOf.set(token, short);
      issued.set(short, { short, token, value, label, isTrusted });
      return short;
    },
    issued,
    counts() {
      const counts: Record<Label, number> = {};
      for (const { label } of issued.values()) counts[label] = (counts[label] ?? 0) + 1;
      return counts;
    },
  };
};
