// Fills a flow's input from the words of a question. Claims the words it uses; leaves the rest to be accounted for.
import type { PeriodOptions } from "../catalog/index.ts";
import type { InputField } from "../flow/index.ts";
import type { FlowPatterns } from "./pattern.ts";
import { findPeriods } from "./period.ts";
import { numberOf } from "./numbers.ts";
import { namesOf, partsOf } from "./vocabulary.ts";
import { standsAt, wordsOf } from "./words.ts";
import type { Word } from "./words.ts";

/** A value that was named but can't be taken. */
export interface WrongValue {
  readonly field: string;
  /** As written in the question. */
  readonly said: string;
  /** Where only a part of a member was named: that member. */
  readonly partOf?: string;
  /** More than one member was named. */
  readonly several?: boolean;
}

export interface Filled {
  readonly input: Readonly<Record<string, string | number>>;
  readonly claimed: ReadonlySet<number>;
  readonly wrong: readonly WrongValue[];
}

type OneOf = Extract<InputField, { kind: "one-of" }>;

const writtenAt = (words: readonly Word[], at: number, length: number): string =>
  words
    .slice(at, at + length)
    .map((it) => it.written)
    .join(" ");

interface Named {
  readonly member: string;
  readonly at: number;
  readonly length: number;
  readonly part: boolean;
}

const membersIn = (field: OneOf, words: readonly Word[], claimed: ReadonlySet<number>): readonly Named[] => {
  const names = field.values.flatMap((member) => [
    ...namesOf(member).map((phrase) => ({ member, phrase, part: false })),
    ...partsOf(member).map((phrase) => ({ member, phrase, part: true })),
  ]);
  const found: Named[] = [];
  for (let at = 0; at < words.length;) {
    const hits = claimed.has(at) ? [] : names.filter((it) => standsAt(it.phrase, words, at));
    const best = hits.reduce<(typeof hits)[number] | null>(
      (best, it) => (best === null || it.phrase.length > best.phrase.length ? it : best),
      null,
    );
    if (best !== null) found.push({ member: best.member, at, length: best.phrase.length, part: best.part });
    at += best?.phrase.length ?? 1;
  }
  return found;
};

/** Spans that the flow itself speaks of: it answers "against last year" whichever period is asked about. */
const spansBeside = ({ document }: FlowPatterns, options: PeriodOptions): readonly string[] =>
  document.asks
    .flatMap((ask) => findPeriods(wordsOf(ask.replaceAll(/\{[a-z0-9_]+\}/g, " ")), options))
    .map((it) => it.text);

/** Values for a flow's input, out of a question's words. */
export const fillFields = (flow: FlowPatterns, words: readonly Word[], options: PeriodOptions): Filled => {
  const input: Record<string, string | number> = {};
  const claimed = new Set<number>();
  const wrong: WrongValue[] = [];
  const claim = (at: number, length: number): void => {
    for (let i = at; i < at + length; i++) claimed.add(i);
  };
  const fields = Object.entries(flow.document.input);

  const periods = findPeriods(words, options);
  for (const [name, field] of fields) {
    if (field.kind !== "period") continue;
    const [first, ...more] = periods;
    if (first === undefined) continue;
    input[name] = first.text;
    for (const it of periods) claim(it.at, it.length);
    const others = more.filter((it) => it.text !== first.text);
    const beside = others.length === 0 ? [] : spansBeside(flow, options);
    const other = others.find((it) => !beside.includes(it.text));
    if (other !== undefined) wrong.push({ field: name, said: writtenAt(words, other.at, other.length), several: true });
  }
  for (const [name, field] of fields) {
    if (field.kind !== "one-of") continue;
    const named = membersIn(field, words, claimed);
    for (const it of named) claim(it.at, it.length);
    const whole = named.filter((it) => !it.part);
    const part = named.find((it) => it.part);
    const [first] = whole;
    const other = whole.find((it) => it.member !== first?.member);
    if (first !== undefined) input[name] = first.member;
    if (other !== undefined) wrong.push({ field: name, said: writtenAt(words, other.at, other.length), several: true });
    if (part !== undefined)
      wrong.push({ field: name, said: writtenAt(words, part.at, part.length), partOf: part.member });
  }
  for (const [name, field] of fields) {
    if (field.kind !== "number") continue;
    const beside = new Set([...(flow.before.get(name) ?? []), ...(flow.after.get(name) ?? [])]);
    // "An email each to one of them": an article is no number.
    const valueAt = (at: number): number | null => {
      const { plain = "" } = words[at] ?? {};
      return claimed.has(at) || /^(?:one|une?|eins)$/.test(plain) ? null : numberOf(plain);
    };
    const at = words.findIndex(
      (_, i) => valueAt(i) !== null && (beside.has(words[i - 1]?.plain ?? "") || beside.has(words[i + 1]?.plain ?? "")),
    );
    const value = at < 0 ? null : valueAt(at);
    if (value === null) continue;
    input[name] = value;
    claim(at, 1);
  }
  return { input, claimed, wrong };
};
