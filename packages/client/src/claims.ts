// A text cut at what it states, for surfaces that show where each number comes from.
import type { Cell, Claim, ClaimCell } from "@gantry/contract";
import { formatMoment } from "./format.ts";

/** A stretch of a text: plain, or one claim. */
export interface TextPiece {
  readonly text: string;
  readonly claim: Claim | null;
}

/** The text of a field in order, cut at its claims; those that don't fit the text are left out. */
export function textPieces(text: string, field: string, claims: readonly Claim[]): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const claim of claims.filter((it) => it.field === field).toSorted((a, b) => a.start - b.start)) {
    if (claim.start < at || text.slice(claim.start, claim.end) !== claim.text) continue;
    if (claim.start > at) pieces.push({ text: text.slice(at, claim.start), claim: null });
    pieces.push({ text: claim.text, claim });
    at = claim.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), claim: null });
  return pieces;
}

const shown = (value: Cell): string => {
  if (value === null) return "not shown to you";
  if (!Array.isArray(value)) return String(value);
  return value.map((it) => (typeof it === "object" && it !== null ? it.text : String(it))).join(", ");
};

/** A cell for people: what it is called, its value, where it lives, when it was read. */
export interface ClaimSource {
  readonly column: string;
  readonly value: string;
  readonly source: string;
  readonly read: string;
}

/** Says what a claim rests on; nothing for one that traces to no cell. */
export const claimSources = ({ cells }: { readonly cells: readonly ClaimCell[] }): readonly ClaimSource[] =>
  cells.map(({ column, value, sources, step, asOf }) => ({
    column: column.replaceAll("_", " "),
    value: shown(value),
    source: sources.length === 0 ? `worked out in step ${step}` : sources.join(", "),
    read: asOf === null ? "" : formatMoment(asOf),
  }));
