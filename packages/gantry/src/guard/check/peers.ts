// Names of the other rows of a step: one of them in this row's text is another customer's.
import type { Row } from "../../catalog/index.ts";
import { foldedWords } from "../mask/fold.ts";
import type { FoldedWord } from "../mask/fold.ts";
import { legalForms, organisationWords, particles, titles } from "../mask/vocabulary.ts";

export interface PeerName {
  readonly start: number;
  readonly end: number;
}

export interface Peers {
  /** Names of any row in a text, but for those that are made of own words alone; of one word, when it is long enough. */
  find(
    text: string,
    isOwn: (word: FoldedWord) => boolean,
    isEnough: (word: FoldedWord) => boolean,
  ): readonly PeerName[];
}

const tooPlain = (word: string): boolean =>
  word.length < 3 || legalForms.has(word) || organisationWords.has(word) || particles.has(word) || titles.has(word);

/** Ways a name is said: whole, without its legal form, a person's surname, a company's first word where it is long enough. */
const formsOf = (name: string, isCompany: boolean): readonly (readonly string[])[] => {
  const words = foldedWords(name).map(({ folded }) => folded);
  const core = words.filter((word) => !legalForms.has(word));
  const [first = ""] = core;
  const last = core.at(-1) ?? "";
  const single = isCompany ? first : last;
  return [words, core, ...(single.length > 2 ? [[single]] : [])].filter(
    (form) => form.length > 0 && !form.every(tooPlain),
  );
};

const maxCells = 20_000;
const known = new WeakMap<readonly Row[], Map<string, Peers>>();

/** Prepares the names in the given columns of all rows; once for the rows of a step. */
export const peersOf = (
  rows: readonly Row[],
  columns: readonly { readonly name: string; readonly isCompany: boolean }[],
): Peers => {
  const key = columns.map(({ name }) => name).join("\u0000");
  const made = known.get(rows)?.get(key);
  if (made !== undefined) return made;
  const byFirst = new Map<string, (readonly string[])[]>();
  const seen = new Set<string>();
  for (const row of rows.slice(0, Math.floor(maxCells / Math.max(1, columns.length)))) {
    for (const { name, isCompany } of columns) {
      const cell = row[name];
      if (typeof cell !== "string" || cell.length > 80 || seen.has(cell)) continue;
      seen.add(cell);
      for (const form of formsOf(cell, isCompany)) {
        const [first = ""] = form;
        const forms = byFirst.get(first);
        if (forms === undefined) byFirst.set(first, [form]);
        else forms.push(form);
      }
    }
  }
  const peers: Peers = {
    find: (text, isOwn, isEnough) => {
      const words = foldedWords(text);
      return words.flatMap((word, at): PeerName[] => {
        const forms = word.isCapital ? byFirst.get(word.folded) : undefined;
        const longest = forms
          ?.filter((form) => form.length > 1 || isEnough(word))
          .filter((form) => form.every((part, index) => words[at + index]?.folded === part))
          .reduce((most, form) => Math.max(most, form.length), 0);
        if (longest === undefined || longest === 0) return [];
        const said = words.slice(at, at + longest);
        if (said.every(isOwn)) return [];
        return [{ start: word.start, end: said.at(-1)?.end ?? word.end }];
      });
    },
  };
  const forRows = known.get(rows) ?? new Map<string, Peers>();
  known.set(rows, forRows.set(key, peers));
  return peers;
};
