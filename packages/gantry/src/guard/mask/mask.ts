// Free text with every value found replaced: known values first, then forms, then names by rule, then whatever is capital.
import { tokenPattern } from "../vault/token.ts";
import type { KnownValue } from "../types.ts";
import { findAddresses } from "./address/addresses.ts";
import {
  findNamesAgain,
  findNamesBefore,
  findNamesByDeed,
  findNamesByMailbox,
  findNamesByReach,
  findNumbersByName,
  withParticles,
} from "./beside.ts";
import { findCapitals, findPlaces } from "./capitals.ts";
import { resolveHits } from "./hit.ts";
import type { Hit } from "./hit.ts";
import { outsideIdentifiers } from "./identifiers.ts";
import { createKnownFinder } from "./known.ts";
import type { KnownFinder } from "./known.ts";
import { findLinks } from "./links.ts";
import { findNames } from "./names.ts";
import { findFields } from "./forms/fields.ts";
import { findPatterns } from "./forms/patterns.ts";
import { findTimes } from "./times.ts";
import { wordsIn } from "./words.ts";
import { matchesOf } from "./matches.ts";

export interface MaskOptions {
  readonly known: readonly KnownValue[];
  /** Looked for as `known` is, behind it. */
  readonly more?: readonly KnownValue[];
  /** Masks every capitalised word that isn't known to be ordinary, places, days and web addresses. Costs context. */
  readonly overMask?: boolean;
  /** Words in lower case that over-masking leaves. */
  readonly ordinary?: ReadonlySet<string>;
  /** Names of the house's own columns, in lower case: no name is guessed within one. */
  readonly identifiers?: ReadonlySet<string>;
  /** The house's own terms, in lower case: a name of two words and more that are all among them is a product's. */
  readonly terms?: ReadonlySet<string>;
  /** Over-masking leaves places, days and web addresses: they are what a question asks for. */
  readonly keepsPlaces?: boolean;
  /** Looks for known values alone: for text that has been masked before. */
  readonly knownOnly?: boolean;
  /** Numbers that must not stand in the text (amounts that leave as bands); found in any spelling. */
  readonly numbers?: (text: string) => readonly Hit[];
}

export interface Masker {
  /** Where the text holds something to mask: disjoint, in order. */
  find(text: string): readonly Hit[];
}

const none: ReadonlySet<string> = new Set();

/** Of a text that looks like a token and is none. */
export const literalLabel = "text.literal";

/** What looks like a token in the data goes as a literal, so that it can't be mistaken for one of ours. */
const findTokenLike = (text: string): readonly Hit[] =>
  text.includes("_")
    ? Array.from(matchesOf(text, tokenPattern), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        label: literalLabel,
        rank: 0 as const,
      }))
    : [];

/** "Lumira Raman" where the house sells one: a guess at a name that hits only what the house says of itself. */
const isTerm = (text: string, hit: Hit, terms: ReadonlySet<string> | undefined): boolean => {
  if (terms === undefined || hit.rank < 2 || hit.label !== "person.name") return false;
  const words = text
    .slice(hit.start, hit.end)
    .toLowerCase()
    .split(/[\s-]+/);
  return words.length > 1 && words.every((word) => terms.has(word));
};

/** Prepares the masking of a row's texts. */
export const createMasker = (options: MaskOptions): Masker => {
  const findFirst = createKnownFinder(options.known);
  const findMore = options.more === undefined ? undefined : createKnownFinder(options.more);
  const findKnown: KnownFinder = findMore === undefined ? findFirst : (text) => [...findFirst(text), ...findMore(text)];
  return {
    find(text) {
      const known = findKnown(text);
      const hits = [...findTokenLike(text), ...known, ...(options.numbers?.(text) ?? [])];
      if (options.knownOnly !== true) {
        const words = outsideIdentifiers(text, wordsIn(text), options.identifiers ?? none);
        hits.push(
          ...findPatterns(text),
          ...findFields(text),
          ...findAddresses(text, options.overMask, options.ordinary),
          ...findNames(text, words),
        );
        hits.push(...findNamesByReach(text, words, hits), ...findNamesByMailbox(text, words, hits));
        hits.push(...findNamesByDeed(text, words));
        hits.push(...findNamesBefore(words, hits), ...findNamesAgain(words, hits), ...findNumbersByName(text, hits));
        if (options.overMask === true) {
          if (options.keepsPlaces !== true) hits.push(...findLinks(text), ...findTimes(text), ...findPlaces(words));
          // Last: of two that find the same, the first gives the label, and these know least.
          hits.push(...findCapitals(words, options.ordinary, known));
        }
      }
      return resolveHits(
        text,
        hits.filter((hit) => !isTerm(text, hit, options.terms)).map((hit) => withParticles(text, hit)),
      );
    },
  };
};
