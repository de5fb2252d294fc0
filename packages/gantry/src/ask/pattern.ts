// A flow's `asks`, read once: which meanings it speaks of, and which words stand beside each input.
import type { FlowDocument } from "../flow/index.ts";
import { plainWords, standsAt, wordsOf } from "./words.ts";
import type { Word } from "./words.ts";
import { saidFor } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A phrase that was recognised, and the words it covers. */
export interface Hit {
  readonly meaning: string;
  readonly at: number;
  readonly length: number;
}

/** Meanings in a text, longest phrase first, left to right; a phrase that can mean several stands for each. */
export const meaningsIn = (words: readonly Word[], { meanings }: Vocabulary): readonly Hit[] => {
  const hits: Hit[] = [];
  for (let at = 0; at < words.length;) {
    let length = 0;
    let best: string[] = [];
    for (const [meaning, phrases] of meanings) {
      const phrase = phrases.find((it) => it.length >= Math.max(1, length) && standsAt(it, words, at));
      if (phrase === undefined) continue;
      best = phrase.length > length ? [meaning] : [...best, meaning];
      length = phrase.length;
    }
    hits.push(...best.map((meaning) => ({ meaning, at, length })));
    at += Math.max(1, length);
  }
  return hits;
};

export interface FlowPatterns {
  readonly document: FlowDocument;
  /** One set of meanings a pattern. */
  readonly patterns: readonly ReadonlySet<string>[];
  /** All meanings and further words that the flow speaks of in its asks and titles: known to it. */
  readonly meanings: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** The free text that it looks for in documents: a question says it in any words. */
  readonly searches: string | undefined;
  /** Input → the words right before and right after its place in a pattern. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

const place = /\{([a-z0-9_]+)\}/g;

const neighbours = (asks: readonly string[], find: RegExp): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const ask of asks)
    for (const [, first = "", second = ""] of ask.matchAll(find)) {
      const [name, text] = first.startsWith("{") ? [first, second] : [second, first];
      const word = wordsOf(text)[0]?.plain;
      const key = name.slice(1, -1);
      if (word !== undefined)
        found.set(key, new Set([...(found.get(key) ?? []), ...saidFor(word).flatMap(plainWords)]));
    }
  return found;
};

const searchedBy = ({ input, steps }: FlowDocument): string | undefined =>
  Object.keys(input).find(
    (name) =>
      input[name]?.kind === "text" && Object.values(steps).some((it) => it.kind === "find" && it.query === name),
  );

export const patternsOf = (document: FlowDocument, vocabulary: Vocabulary): FlowPatterns => {
  const texts = document.asks.map((ask) => wordsOf(ask.replaceAll(place, " ")));
  const patterns = texts.map((words) => new Set(meaningsIn(words, vocabulary).map((it) => it.meaning)));
  const titles = Object.values(document.input).map((it) => it.title ?? "");
  const title = wordsOf([document.title, document.purpose, ...titles].join(" "));
  const scores = Object.values(document.steps).some((it) => it.kind === "score");
  return {
    document,
    patterns,
    meanings: new Set([
      ...patterns.flatMap((it) => [...it]),
      ...meaningsIn(title, vocabulary).map((it) => it.meaning),
      // A scored answer comes with its reasons.
      ...(scores ? ["explanation"] : []),
    ]),
    searches: searchedBy(document),
    words: new Set(
      texts
        .flat()
        .flatMap((it) => saidFor(it.plain))
        .flatMap(plainWords),
    ),
    before: neighbours(document.asks, /([\p{L}]+)\s+(\{[a-z0-9_]+\})/gu),
    after: neighbours(document.asks, /(\{[a-z0-9_]+\})\s+([\p{L}]+)/gu),
  };
};

/** How a subject ranks beside what is asked of it: every question names customers. */
const weightOf = (meaning: string): number => (meaning === "customer" ? 1 : 2);

/** 0 to 1: how much of its best pattern a question says. */
export const likeness = (flow: FlowPatterns, said: ReadonlySet<string>): number =>
  Math.max(
    0,
    ...flow.patterns.map((pattern) => {
      const weigh = (names: readonly string[]): number => names.reduce((sum, it) => sum + weightOf(it), 0);
      const all = weigh([...pattern]);
      return all === 0 ? 0 : weigh([...pattern].filter((it) => said.has(it))) / all;
    }),
  );
