// What a reply cites: each mark must be that of a passage that was given, and what stands before it may say what that passage
// says. A citation bears numbers, dates and names; it makes no promise and no address ours.
import { citesIn } from "../../flow/index.ts";
import { factsOf } from "./facts.ts";
import { groundText } from "./ground.ts";
import { once } from "./once.ts";

export interface Cited {
  /** The text with blanks in place of its marks: nothing that is counted or named. */
  readonly text: string;
  /** Marks of no passage. */
  readonly unknown: readonly string[];
  /** Parts of the text that a mark stands behind, and the others. */
  readonly cited: readonly string[];
  readonly uncited: readonly string[];
  /** Whether the passage cited behind a number or a date states it. */
  bears(place: Place): boolean;
  /** Whether the passage cited behind a name holds it. */
  says(place: Place): boolean;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Part extends Place {
  readonly passages: readonly string[];
}

const nothing = (text: string): Cited => ({
  text,
  unknown: [],
  cited: [],
  uncited: [text],
  bears: () => false,
  says: () => false,
});

const betweenWords = /[^\p{L}\p{N}.,-]+|[.,](?=\s|$)/u;
const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ");

/** @param given the passages, in the order of their marks; null where nothing is to be cited, and a mark is only a number */
export function citedIn(text: string, given: () => readonly string[] | null): Cited {
  const passages = given();
  if (passages === null) return nothing(text);
  const cites = citesIn(text);
  const known = cites.filter(({ number }) => passages[number - 1] !== undefined);
  let bare = text;
  for (const { start, end } of cites) bare = bare.slice(0, start) + " ".repeat(end - start) + bare.slice(end);
  const parts = partsOf(text, known, passages);
  const partAt = ({ start, end }: Place): Part | undefined =>
    parts.find((part) => start >= part.start && end <= part.end && part.passages.length > 0);
  const borne = new Map<Part, () => readonly Place[]>(
    parts.map((part) => [
      part,
      once(() => groundText(bare, factsOf([...part.passages])).filter(({ columns }) => columns !== null)),
    ]),
  );
  const told = (which: (part: Part) => boolean): readonly string[] =>
    parts.filter(which).map(({ start, end }) => bare.slice(start, end));
  return {
    text: bare,
    unknown: cites.filter((it) => !known.includes(it)).map(({ number }) => `[${number}]`),
    cited: told((part) => part.passages.length > 0),
    uncited: told((part) => part.passages.length === 0),
    bears: (place) => {
      const part = partAt(place);
      if (part === undefined) return false;
      if ((borne.get(part)?.() ?? []).some((it) => it.start === place.start)) return true;
      // A part number or a code is a word of the passage: it counts nothing.
      const word = plain(bare.slice(place.start, place.end));
      return (
        /\p{L}/u.test(word) &&
        /\d/.test(word) &&
        part.passages.some((it) => plain(it).split(betweenWords).includes(word))
      );
    },
    says: (place) => {
      const name = plain(bare.slice(place.start, place.end));
      return partAt(place)?.passages.some((passage) => plain(passage).includes(name)) ?? false;
    },
  };
}

/** A text cut behind its marks and its line ends: a mark speaks for the sentences of its line that stand before it. */
function partsOf(
  text: string,
  cites: readonly (Place & { readonly number: number })[],
  passages: readonly string[],
): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const end = from + line.length;
    const own = cites.filter((it) => it.start >= from && it.start < end);
    let start = from;
    for (let index = 0; index < own.length; index += 1) {
      const marks = [own[index]];
      // Marks that stand together speak for the same words.
      while (own[index + 1] && /^[\s.,;\][]*$/.test(text.slice(own[index]?.end ?? 0, own[index + 1]?.start))) {
        index += 1;
        marks.push(own[index]);
      }
      const last = own[index]?.end ?? end;
      const numbers = marks.flatMap((it) => (it === undefined ? [] : [it.number]));
      parts.push({ start, end: last, passages: numbers.flatMap((number) => passages[number - 1] ?? []) });
      start = last;
    }
    if (start < end) parts.push({ start, end, passages: [] });
    from = end;
  }
  return parts;
}
