// The planner by rule: finds the published flow that a question asks for, fills its input, and accounts for every word.
import { GantryError } from "@gantry/contract";
import type { Catalog, PeriodOptions } from "../catalog/index.ts";
import { resolveInput } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { askingWords } from "./asking-words.ts";
import { asksDocuments } from "./asks-documents.ts";
import { choicesOfValues, possible, unable } from "./choices.ts";
import { partsOfCompound } from "./compound.ts";
import { fillFields } from "./fields.ts";
import { flowWords, keepingWords } from "./flow-words.ts";
import type { Filled, WrongValue } from "./fields.ts";
import { interpretationOf } from "./interpretation.ts";
import { likeness, meaningsIn, patternsOf } from "./pattern.ts";
import type { FlowPatterns } from "./pattern.ts";
import { findPeriods, speaksOfTime } from "./period.ts";
import { bare } from "./purpose.ts";
import type { Planned } from "./types.ts";
import { namesOf, partsOf, vocabularyOf } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { withTimesMended } from "./slips-of-time.ts";
import { correctionOf, mendedTimes, unswapped } from "./spelling.ts";
import { inWholeWords } from "./wording.ts";
import { standsAt, wordsOf } from "./words.ts";
import type { Word } from "./words.ts";

export const builtinPlanner = "builtin/rules";

/** A question that says less than this much of a flow's pattern does not ask for it. */
const enough = 0.6;

/** Two flows nearer than this can't be told apart. */
const apart = 0.1;

interface Reading {
  readonly flow: FlowPatterns;
  readonly likeness: number;
  readonly filled: Filled;
  /** Words that nothing accounts for: an extra condition, another question. */
  readonly unknown: readonly { readonly word: Word; readonly at: number }[];
  readonly words: readonly Word[];
}

interface Asked {
  readonly question: string;
  readonly words: readonly Word[];
}

const isSaid = (word: string, vocabulary: Vocabulary, flow: FlowPatterns): boolean =>
  vocabulary.filler.has(word) ||
  askingWords.has(word) ||
  flowWords.has(word) ||
  flow.words.has(word) ||
  (flow.words.has("exposing") && keepingWords.has(word));

const read = (
  flow: FlowPatterns,
  { question, words }: Asked,
  vocabulary: Vocabulary,
  options: PeriodOptions,
): Reading => {
  const hits = meaningsIn(words, vocabulary).filter((it) => flow.meanings.has(it.meaning));
  const topic = flow.searches;
  if (topic !== undefined && asksDocuments(words, hits)) {
    const field = flow.document.input[topic];
    const longest = field?.kind === "text" ? field.maxLength : 0;
    const filled: Filled = { input: { [topic]: question.slice(0, longest) }, claimed: new Set(), wrong: [] };
    return { flow, likeness: 1, filled, unknown: [], words };
  }
  const filled = fillFields(flow, words, options);
  const covered = new Set(filled.claimed);
  for (const hit of hits) for (let i = hit.at; i < hit.at + hit.length; i++) covered.add(i);
  const unknown = words.flatMap((word, at) =>
    covered.has(at) || isSaid(word.plain, vocabulary, flow) ? [] : [{ word, at }],
  );
  return { flow, likeness: likeness(flow, new Set(hits.map((it) => it.meaning))), filled, unknown, words };
};

/** Says enough of a flow, and leaves no word over. */
const isWhole = ({ likeness, filled, unknown }: Reading, least: number): boolean =>
  likeness >= least && unknown.length === 0 && filled.wrong.length === 0;

/** "And next quarter?", "now for APAC": values of the flow's input, and no more. */
const changesOnlyInput = ({ likeness, filled, unknown }: Reading): boolean =>
  likeness < enough && unknown.length === 0 && filled.wrong.length === 0 && Object.keys(filled.input).length > 0;

/** Words that ask rather than place: "which {segment} customers" does not make every word after "which" a segment. */
const asking = new Set(["which", "what", "the"]);

/** A leftover word in the place of an input names a value of it: "in Atlantis", "gigantic customers", "this decade". */
const wrongByPlace = ({ flow, filled, unknown, words }: Reading): WrongValue | null => {
  for (const [name, field] of Object.entries(flow.document.input)) {
    if (filled.input[name] !== undefined) continue;
    const stands = (at: number): boolean => {
      const before = words[at - 1]?.plain ?? "";
      const after = words[at + 1]?.plain ?? "";
      const behind = !asking.has(before) && (flow.before.get(name)?.has(before) ?? false);
      return behind || (flow.after.get(name)?.has(after) ?? false);
    };
    const from = unknown.findIndex(({ word, at }) =>
      field.kind === "period" ? speaksOfTime(word.plain) : field.kind === "one-of" && stands(at),
    );
    if (from < 0) continue;
    // A name of several words is named whole.
    const said = unknown.slice(from).filter((it, i, rest) => it.at === (rest[0]?.at ?? 0) + i);
    return { field: name, said: said.map((it) => it.word.written).join(" ") };
  }
  return null;
};

const complaint = (document: FlowDocument, wrong: WrongValue): string => {
  const field = document.input[wrong.field];
  const title = field?.title ?? wrong.field;
  const values = field === undefined ? "" : possible(field);
  if (wrong.several === true)
    return `I can take one ${title} at a time, and "${wrong.said}" is a second one; possible: ${values}`;
  if (wrong.partOf !== undefined)
    return `"${wrong.said}" is only a part of the ${title} ${wrong.partOf}, and I can't narrow it down; possible: ${values}`;
  if (field?.kind === "period")
    return `I can't read "${wrong.said}" as a span of time for ${title}; possible: ${values}`;
  return `"${wrong.said}" is no ${title} that I know; possible: ${values}`;
};

/** Every word that a slip may be corrected to. */
const spellingsOf = (flows: readonly FlowPatterns[], vocabulary: Vocabulary): ReadonlySet<string> => {
  const members = flows.flatMap((flow) =>
    Object.values(flow.document.input).flatMap((field) =>
      field.kind === "one-of" ? field.values.flatMap((it) => [...namesOf(it), ...partsOf(it)].flat()) : [],
    ),
  );
  const time =
    "quarter quarters month months year years week weeks days next last this previous current january february march april june july august september october november december trimestre annee semaine quartal monat";
  return new Set([
    ...[...vocabulary.meanings.values()].flat(2),
    ...vocabulary.filler,
    ...flowWords,
    ...keepingWords,
    "vorjahr",
    ...flows.flatMap((it) => [...it.words]),
    ...members,
    ...time.split(" "),
  ]);
};

/** Whether a clause names a value of an input, or a time. */
const holds = (clause: string, flows: readonly FlowPatterns[], time: PeriodOptions): boolean => {
  const words = wordsOf(clause);
  const fields = flows.flatMap((it) => Object.values(it.document.input));
  const members = fields.flatMap((it) =>
    it.kind === "one-of" ? it.values.flatMap((one) => [...namesOf(one), ...partsOf(one)]) : [],
  );
  return findPeriods(words, time).length > 0 || words.some((_, at) => members.some((it) => standsAt(it, words, at)));
};

export interface BuiltinOptions {
  readonly flows: readonly FlowDocument[];
  readonly subjects: Catalog["subjects"];
}

export type BuiltinPlanner = Read & {
  /** Whether a text names a value of a flow's input, or a time. */
  holds(text: string, time: PeriodOptions): boolean;
  /** Whether a word is one of the flows' or of the trade, in lower case without accents. */
  word(word: string): boolean;
};

type Read = (
  question: string,
  options: PeriodOptions & {
    readonly flows: readonly FlowDocument[];
    readonly notes: readonly string[];
    /** How much of a flow's pattern it must say, where less would do: 0 to 1. */
    readonly least?: number;
    /** What the question may follow up: the same flow with other values. */
    readonly last?: Planned | null;
  },
) => Planned;

/** Reads the flows once; the planner it gives is pure and takes a few milliseconds. */
export const builtinPlannerOf = ({ flows, subjects }: BuiltinOptions): BuiltinPlanner => {
  const vocabulary = vocabularyOf(subjects);
  const all = flows.map((it) => patternsOf(it, vocabulary));
  const spellings = spellingsOf(all, vocabulary);

  const correct = (asked: readonly Word[], notes: string[], time: PeriodOptions): readonly Word[] => {
    const words = withTimesMended(asked, (it) => spellings.has(it) || askingWords.has(it), time, notes);
    const periods = findPeriods(words, time);
    const isTimed = (at: number): boolean => periods.some((it) => at >= it.at && at < it.at + it.length);
    return words.flatMap((word, at): readonly Word[] => {
      if (spellings.has(word.plain) || speaksOfTime(word.plain) || isTimed(at)) return [word];
      const parts = partsOfCompound(word.plain, (part) => spellings.has(part));
      if (parts !== null) return parts.map((it) => ({ plain: it, written: word.written }));
      if (askingWords.has(word.plain)) return [word];
      const better =
        unswapped(word, (it) => spellings.has(it) || askingWords.has(it)) ?? correctionOf(word.plain, spellings);
      if (better === null) return [word];
      notes.push(`read "${word.written}" as "${better}"`);
      return [{ plain: better, written: word.written }];
    });
  };

  const plan: Read = (question, options) => {
    const visible = options.flows;
    const bared = bare(question, (clause) => holds(clause, all, options));
    const notes = bared.dropped.map((it) => `left out "${it}"`);
    const said = mendedTimes(wordsOf(inWholeWords(bared.question)), (it) => spellings.has(it) || askingWords.has(it));
    const words = correct(said, notes, options);
    const readings = all
      .filter((it) => visible.includes(it.document))
      .map((flow) => read(flow, { question, words }, vocabulary, options))
      .sort((a, b) => b.likeness - a.likeness);
    const least = options.least ?? enough;
    // A flow that accounts for every word comes before one that a few of them describe better.
    const whole = readings.filter((it) => isWhole(it, least));
    const [best, second] = whole.length > 0 ? whole : readings;
    const last = options.last?.kind === "run" && options.last.made === undefined ? options.last : undefined;
    const again = readings.find((it) => it.flow.document.name === last?.flow);
    if (last !== undefined && again !== undefined && changesOnlyInput(again)) {
      const { document } = again.flow;
      const given = { ...last.input, ...again.filled.input };
      const resolved = resolveInput(document, given, { ...options, now: `${options.today}T00:00:00Z` });
      const told = interpretationOf(document, resolved, subjects, builtinPlanner, [...notes, ...options.notes]);
      return { kind: "run", flow: document.name, input: resolved.input, interpretation: told };
    }
    if (best === undefined || best.likeness < least)
      return unable("not-understood", "I can't answer that: no published flow asks for it", visible);
    if (second !== undefined && best.likeness - second.likeness < apart)
      return unable("not-understood", "I can't tell which of these you mean", [
        best.flow.document,
        second.flow.document,
      ]);

    const { document } = best.flow;
    const where = { flow: document.name };
    // What is searched for is taken as it was written.
    const taken = best.flow.searches === undefined ? notes : [];
    const wrong = best.filled.wrong[0] ?? wrongByPlace(best);
    if (wrong !== null)
      return unable("bad-input", complaint(document, wrong), [document], { ...where, input: wrong.field });
    if (best.unknown.length > 0) {
      const said = best.unknown
        .map((it) => `"${it.word.written}"`)
        .slice(0, 8)
        .join(", ");
      return unable(
        "not-understood",
        `I can't take ${said} into account, and won't leave it out in silence`,
        [document],
        where,
      );
    }
    const missing = Object.entries(document.input).find(
      ([name, field]) => best.filled.input[name] === undefined && field.default === undefined,
    );
    if (missing !== undefined) {
      const [name, field] = missing;
      const values = choicesOfValues(document, field, question);
      return unable(
        "bad-input",
        `which ${field.title ?? name}? possible: ${possible(field)}`,
        [document],
        { ...where, input: name },
        values.length === 0 ? undefined : values,
      );
    }
    try {
      const resolved = resolveInput(document, best.filled.input, { ...options, now: `${options.today}T00:00:00Z` });
      const interpretation = interpretationOf(document, resolved, subjects, builtinPlanner, [
        ...taken,
        ...options.notes,
      ]);
      return { kind: "run", flow: document.name, input: resolved.input, interpretation };
    } catch (error) {
      if (error instanceof GantryError) return unable("bad-input", error.message, [document], where);
      throw error;
    }
  };
  return Object.assign(plan, {
    holds: (text: string, time: PeriodOptions) => holds(text, all, time),
    word: (word: string) => spellings.has(word),
  });
};
