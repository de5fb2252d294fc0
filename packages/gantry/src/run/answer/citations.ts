// Marks in a text, and the passages that they cite, as one viewer may see them.
import type { Claim } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import { citesIn } from "../../flow/index.ts";

/** @param passages the list that the text's row was given, as the viewer sees it */
export function citationsIn(
  texts: Readonly<Record<string, string>>,
  finder: string,
  passages: Cell | undefined,
): readonly Claim[] {
  const given: readonly unknown[] = Array.isArray(passages) ? passages : [];
  return Object.entries(texts).flatMap(([field, text]) =>
    citesIn(text).map(({ number, start, end }): Claim => {
      const passage = given[number - 1];
      const document = partOf(passage, "document");
      const where = [partOf(passage, "title"), partOf(passage, "place")].filter((it) => it !== null).join(", ");
      return {
        field,
        start,
        end,
        text: text.slice(start, end),
        kind: "citation",
        // A mark of no passage rests on nothing, and a person must look.
        cells:
          passage === undefined
            ? []
            : [
                {
                  step: finder,
                  row: document ?? "",
                  column: where,
                  sources: document === null ? [] : [document],
                  value: partOf(passage, "text"),
                  asOf: null,
                },
              ],
      };
    }),
  );
}

function partOf(passage: unknown, name: string): string | null {
  if (typeof passage !== "object" || passage === null || !(name in passage)) return null;
  const value: unknown = Object.entries(passage).find(([key]) => key === name)?.[1];
  return typeof value === "string" && value !== "" ? value : null;
}
