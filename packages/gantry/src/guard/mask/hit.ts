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

/** A token must stand free of letters before it and of capitals behind it: widen the hit until it can. */
const widen = (text: string, hit: Hit): Hit => {
  let { start, end } = hit;
  while (start > 0 && wordCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && capitalCharacter.test(text.charAt(end))) end += 1;
  if (start === hit.start && end === hit.end) return hit;
  const { canonical: _, reference: __, ...rest } = hit;
  return { ...rest, start, end };
};

/**
 * Disjoint hits in order. Where hits overlap or touch, the best-ranked (then longest) gives the label, and the whole
 * stretch goes: nothing of the others is left standing.
 */
export const resolveHits = (text: string, hits: readonly Hit[]): readonly Hit[] => {
  const sorted = hits.filter((hit) => hit.end > hit.start).map((hit) => widen(text, hit));
  sorted.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Hit[] = [];
  for (const hit of sorted) {
    const last = merged.at(-1);
    if (last === undefined || hit.start > last.end) {
      merged.push(hit);
      continue;
    }
    const end = Math.max(last.end, hit.end);
    if (end === last.end && last.rank <= hit.rank) continue;
    const isBetter = hit.rank < last.rank || (hit.rank === last.rank && hit.end - hit.start > last.end - last.start);
    const winner = isBetter ? hit : last;
    const isWhole = winner.start === last.start && winner.end === end;
    const { canonical: _, reference: __, ...rest } = winner;
    merged[merged.length - 1] = isWhole ? winner : { ...rest, start: last.start, end };
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
