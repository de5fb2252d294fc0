// Places in a text that must not leave, made disjoint and cut so that a token can stand in for each.
import type { TokenReference } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";

export interface Hit {
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
  readonly label: Label;
  /** What the text found is a form of, where that is known: "Ada Lovelace" for "Lovelace". */
  readonly canonical?: string;
  readonly reference?: TokenReference;
  /** Who found it; the lower wins where two overlap: known values, patterns, names by rule, over-masking. */
  readonly rank: 0 | 1 | 2 | 3;
}

const wordCharacter = /[A-Za-z0-9_]/;
const capitalCharacter = /[A-Z0-9_]/;

/**
 * A token must stand free of letters before it and of capitals behind it: widens the hit until it can, but not to the
 * left of `from`, where the hit before it ends.
 */
const widen = (text: string, hit: Hit, from: number): Hit => {
  let { start, end } = hit;
  while (start > from && wordCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && capitalCharacter.test(text.charAt(end))) end += 1;
  return cover(hit, start, end);
};

/** The hit over another stretch; what it was a form of holds for its own stretch only. */
const cover = (hit: Hit, start: number, end: number): Hit => {
  if (start === hit.start && end === hit.end) return hit;
  const { canonical: _, reference: __, ...rest } = hit;
  return { ...rest, start, end };
};

/**
 * Disjoint hits in order, with at least one character between them. Where hits overlap or touch, the best-ranked (then
 * longest) gives the label, and the whole stretch goes: nothing of the others is left standing.
 */
export const resolveHits = (text: string, hits: readonly Hit[]): readonly Hit[] => {
  const sorted = hits.filter((hit) => hit.end > hit.start).sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Hit[] = [];
  for (const found of sorted) {
    const last = merged.at(-1);
    // Inside the stretch before, a hit is not widened: each character is looked at once, however long the word.
    const hit = last !== undefined && found.end <= last.end ? found : widen(text, found, last?.end ?? 0);
    if (last === undefined || hit.start > last.end) {
      merged.push(hit);
      continue;
    }
    const end = Math.max(last.end, hit.end);
    // A mailbox stays a mailbox, though the name of a company stands in it.
    if (end === last.end && last.rank === 1 && hit.end - hit.start < last.end - last.start) continue;
    if (end === last.end && last.rank <= hit.rank) continue;
    const isBetter = hit.rank < last.rank || (hit.rank === last.rank && hit.end - hit.start > last.end - last.start);
    merged[merged.length - 1] = cover(isBetter ? hit : last, last.start, end);
  }
  return merged;
};

/** Replaces each hit (disjoint, in order) by what `replace` gives for it. */
export const replaceHits = (
  text: string,
  hits: readonly Hit[],
  replace: (hit: Hit, surface: string) => string,
): string => {
  let masked = "";
  let at = 0;
  for (const hit of hits) {
    masked += text.slice(at, hit.start) + replace(hit, text.slice(hit.start, hit.end));
    at = hit.end;
  }
  return masked + text.slice(at);
};
