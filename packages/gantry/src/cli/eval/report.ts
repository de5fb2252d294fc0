// What an evaluation found, as a document that a later one can be laid beside.
import { readFileSync } from "node:fs";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { Judged } from "./ask-one.ts";
import { exposuresOf, figuresOf, unheld } from "./figures.ts";
import type { Figures } from "./figures.ts";
import type { ReadSet } from "./read-sets.ts";
import type { Exposure } from "./types.ts";

export type ReportedQuestion = Omit<Judged, "expected" | "left"> & { readonly expects: Judged["expected"]["kind"] };

export interface SetReport {
  readonly file: string;
  readonly title: string | undefined;
  readonly figures: Figures;
  /** Bounds of the set that are not held, a sentence each. */
  readonly unheld: readonly string[];
  readonly exposures: readonly Exposure[];
  readonly questions: readonly ReportedQuestion[];
}

export interface Report {
  /** As asked for; null where the house chose. */
  readonly planner: string | null;
  readonly sets: readonly SetReport[];
}

export function reportOf(set: ReadSet, judged: readonly Judged[]): SetReport {
  const figures = figuresOf(judged);
  return {
    file: set.file,
    title: set.title,
    figures,
    unheld: unheld(set, figures),
    exposures: exposuresOf(judged),
    questions: judged.map(({ expected, left: _left, ...it }) => ({ ...it, expects: expected.kind })),
  };
}

const Earlier = z.object({
  planner: z.string().nullable(),
  sets: z.array(
    z.object({
      file: z.string(),
      figures: z.record(z.string(), z.number().nullable()),
      questions: z.array(z.object({ question: z.string(), as: z.string().optional(), outcome: z.string() })),
    }),
  ),
});
type Earlier = z.infer<typeof Earlier>;

/** @throws GantryError `bad-config` where the file is none that `--json` wrote */
export function readEarlier(file: string): Earlier {
  try {
    return Earlier.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new GantryError("bad-config", `${file} is no earlier evaluation`, {
      remedy: "gantry eval ask --json > EARLIER.json writes one",
      cause: error,
    });
  }
}

export interface Comparison {
  readonly file: string;
  /** By figure: before and now, of those that differ. */
  readonly figures: Readonly<Record<string, readonly [before: number | null, now: number | null]>>;
  /** Questions whose outcome differs. */
  readonly changed: readonly (Pick<ReportedQuestion, "question" | "as" | "outcome"> & { readonly before: string })[];
  /** Questions that were not asked then. */
  readonly added: number;
}

export function compareReports(earlier: Earlier, { sets }: Report): readonly Comparison[] {
  return sets.flatMap(({ file, figures, questions }) => {
    const before = earlier.sets.find((it) => it.file === file);
    if (before === undefined) return [];
    const was = (one: ReportedQuestion) =>
      before.questions.find((it) => it.question === one.question && it.as === one.as)?.outcome;
    const differing = Object.entries(figures).filter(([name, value]) => before.figures[name] !== value);
    return [
      {
        file,
        figures: Object.fromEntries(
          differing.map(([name, value]) => [name, [before.figures[name] ?? null, value as number | null] as const]),
        ),
        changed: questions.flatMap((it) => {
          const outcome = was(it);
          const { question, as } = it;
          return outcome === undefined || outcome === it.outcome
            ? []
            : [{ question, as, outcome: it.outcome, before: outcome }];
        }),
        added: questions.filter((it) => was(it) === undefined).length,
      },
    ];
  });
}
