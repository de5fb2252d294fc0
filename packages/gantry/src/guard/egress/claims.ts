// What a text states and which cells of its row bear it: for the person who reads it.
import type { Row } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { isTrusted, trustedCells } from "../check/expect.ts";
import { gatherFacts } from "../check/facts.ts";
import { groundText } from "../check/ground.ts";
import type { LabelBook } from "../labels.ts";
import type { ClaimsAsk, StatedClaim } from "../types.ts";
import type { House } from "./house.ts";

const letter = /[\p{L}\p{N}]/u;

/** Places where a text says the value, whole words only. */
const placesOf = (text: string, value: string): readonly number[] => {
  const places: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + value.length))) places.push(at);
  }
  return places;
};

/** Names and words of the row as they stand in the text, the longest first. */
const namesIn = (field: string, text: string, seen: Row, shape: Shape, labels: LabelBook): readonly StatedClaim[] =>
  shape.columns
    .flatMap((column) => {
      const value = seen[column.name];
      const isName = typeof value === "string" && value.length > 2 && value.length < 80 && /^\p{Lu}/u.test(value);
      if (!isName || column.type !== "varchar" || !isTrusted(column, labels)) return [];
      return [{ column: column.name, value }];
    })
    .sort((a, b) => b.value.length - a.value.length)
    .flatMap(({ column, value }) =>
      placesOf(text, value).map((start): StatedClaim => {
        const end = start + value.length;
        return { field, kind: "name", text: value, start, end, columns: [column] };
      }),
    );

/** `Guard.claims` over a house. */
export const createClaims =
  (house: House) =>
  async ({ run, shape, values, seen, authors, today, texts }: ClaimsAsk): Promise<readonly StatedClaim[]> => {
    const labels = await house.labels(run);
    const facts = gatherFacts(trustedCells(shape, values, labels), authors, today);
    return Object.entries(texts).flatMap(([field, text]) => {
      const stated = groundText(text, facts).flatMap(({ columns, ...each }): StatedClaim[] =>
        columns !== null && columns.length === 0 ? [] : [{ ...each, field, columns: columns ?? [] }],
      );
      const free = (a: StatedClaim, others: readonly StatedClaim[]): boolean =>
        !others.some((b) => a.start < b.end && a.end > b.start);
      const names: StatedClaim[] = [];
      for (const name of namesIn(field, text, seen, shape, labels))
        if (free(name, names) && free(name, stated)) names.push(name);
      return [...stated, ...names].sort((a, b) => a.start - b.start);
    });
  };
