// What a set of questions came to, and whether that is within its bounds.
import type { Judged } from "./ask-one.ts";
import { sharesOf } from "./judge.ts";
import type { Shares } from "./judge.ts";
import type { QuestionSet } from "./question-set.ts";
import type { Exposure } from "./types.ts";

export interface Figures extends Shares {
  readonly questions: number;
  readonly failed: number;
  /** Columns that are not public and left the house in clear. */
  readonly inClear: number;
  readonly tokens: number;
  /** US dollars. */
  readonly cost: number;
  /** Milliseconds that half of the questions were planned in; null where none was. */
  readonly planningTime: number | null;
}

const middle = (values: readonly number[]): number | null =>
  values.length === 0 ? null : (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null);

export function figuresOf(judged: readonly Judged[]): Figures {
  // A question that failed was not judged.
  const counted = judged.filter(({ outcome }) => outcome !== "failed");
  return {
    questions: judged.length,
    ...sharesOf(counted),
    failed: judged.length - counted.length,
    inClear: new Set(
      exposuresOf(judged)
        .filter(isInClear)
        .flatMap(({ columns }) => columns),
    ).size,
    tokens: judged.reduce((sum, it) => sum + it.tokens, 0),
    cost: judged.reduce((sum, it) => sum + it.cost, 0),
    planningTime: middle(judged.flatMap(({ planningTime }) => planningTime ?? [])),
  };
}

const isInClear = ({ label, level, treatment, zone, foretold }: Exposure): boolean =>
  !foretold && zone !== "inside" && treatment === "pass" && level !== "control" && !/^public\b/.test(label);

/** What left, by label, level, treatment and where it went: the most questions first. */
export function exposuresOf(judged: readonly Judged[]): readonly Exposure[] {
  const all = judged.flatMap(({ left, place }) => left.map((it) => ({ ...it, place })));
  const groups = Map.groupBy(all, ({ label, level, treatment, destination, zone, foretold }) =>
    JSON.stringify([label, level, treatment, destination, zone, foretold]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { column: _column, place: _place, ...way } = first;
      const columns = [...new Set(group.map(({ column }) => column))].sort();
      return [{ ...way, columns, questions: new Set(group.map(({ place }) => place)).size }];
    })
    .toSorted((a, b) => b.questions - a.questions || a.label.localeCompare(b.label));
}

/** Bounds that are not held, a sentence each. A set without bounds is held to all questions being right. */
export function unheld(
  { atLeast, atMost }: Pick<QuestionSet, "atLeast" | "atMost">,
  figures: Figures,
): readonly string[] {
  const isBare = atLeast === undefined && atMost === undefined;
  const least = isBare ? { right: 1, turnedDown: 1 } : (atLeast ?? {});
  const most = { failed: 0, ...(isBare ? { wrong: 0 } : atMost) };
  const told = (name: string, bound: number, word: string): string => {
    const value = figures[name as keyof Figures] ?? 0; // bounds are named as figures are
    return `${name} is ${round(value)}, ${word} ${bound} is asked for`;
  };
  return [
    ...Object.entries(least).flatMap(([name, bound]) =>
      bound !== undefined && figures[name as keyof Shares] < bound ? [told(name, bound, "at least")] : [],
    ),
    ...Object.entries(most).flatMap(([name, bound]) =>
      bound !== undefined && (figures[name as keyof Figures] ?? 0) > bound ? [told(name, bound, "at most")] : [],
    ),
  ];
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
