// Reads the drafts: text with places that state a fact of a column, told apart by hand when they were written.
import { readFileSync } from "node:fs";
import path from "node:path";
import { customers } from "./customers.ts";
import type { Customer } from "./customers.ts";

/** Plain words, or what states a fact of one or more columns. */
export type Piece = string | { readonly written: string; readonly columns: readonly string[] };

export type Line = readonly Piece[];

export interface Draft {
  readonly customer: Customer;
  /** Seen: the checks were looked at with it while they were made. Held out: counted once before they were. */
  readonly half: "seen" | "held out";
  /** Which batch, by its folder. */
  readonly folder: string;
  readonly subject: Line;
  readonly lines: readonly Line[];
}

const readLine = (line: string): Line =>
  line.split(/(\{[^{}]+\})/).flatMap((part): Piece[] => {
    if (part === "") return [];
    const [, written, columns] = /^\{([^|]+)\|([^|]+)\}$/.exec(part) ?? [];
    return [written === undefined || columns === undefined ? part : { written, columns: columns.split(",") }];
  });

// Each was held out until its one count, but the first.
const folders: Readonly<Record<Draft["half"], readonly string[]>> = {
  seen: [".", "second", "third", "fourth"],
  "held out": ["held-out"],
};

const readDrafts = (language: string, half: Draft["half"]): readonly Draft[] => {
  return folders[half]
    .flatMap((folder) => {
      const text = readFileSync(path.join(import.meta.dirname, folder, `${language}.txt`), "utf8");
      return text
        .split(/^== /m)
        .slice(1)
        .map((part) => ({ folder, part }));
    })
    .map(({ folder, part }): Draft => {
      const [name = "", subject = "", ...lines] = part.trim().split("\n");
      const customer = customers.get(name);
      if (customer === undefined) throw new Error(`no customer ${name}`);
      return {
        customer,
        half,
        folder,
        subject: readLine(subject.replace(/^Subject: /, "")),
        lines: lines.map(readLine),
      };
    });
};

export const drafts: readonly Draft[] = (["seen", "held out"] as const).flatMap((half) =>
  ["en", "de", "fr"].flatMap((language) => readDrafts(language, half)),
);
