// Names of the row with a letter wrong, and where in a letter a word can only be a name.
import { foldedWords } from "../mask/fold.ts";
import { isOrdinary } from "../mask/lexicon/ordinary.ts";
import type { PeerName } from "./peers.ts";

/** Names of a row, each as its folded words. */
export type OwnNames = readonly (readonly string[])[];

/** Whether two words differ by one letter: changed, left out, put in, or two that stand next to each other swapped. */
const isOneOff = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a.charAt(from) === b.charAt(from)) from += 1;
  let back = 0;
  while (back < Math.min(a.length, b.length) - from && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  const [left, right] = [a.slice(from, a.length - back), b.slice(from, b.length - back)];
  if (left.length <= 1 && right.length <= 1) return true;
  return (
    left.length === 2 && right.length === 2 && left.charAt(0) === right.charAt(1) && left.charAt(1) === right.charAt(0)
  );
};

/** "Harrows" of "Harrow", "Stadtwerk" of "Stadtwerke": an ending, no mistake. */
const isEnding = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** "Grace, …" at the start of a line, "Hi Grace". */
const isCalled = (text: string, start: number, end: number): boolean =>
  naming.test(text.slice(Math.max(0, start - 32), start)) ||
  ((start === 0 || text.charAt(start - 1) === "\n") && text.charAt(end) === ",");

/** Words of a text that are a word of a name but for one letter; beside another word of that name even where they are words too. */
export const nearNames = (text: string, names: OwnNames, isOwn: (folded: string) => boolean): readonly PeerName[] => {
  const words = foldedWords(text);
  const isNear = (index: number): boolean => {
    const { folded, start, end } = words[index] ?? { folded: "", start: 0, end: 0 };
    return names.some((name) =>
      name.some((part, at) => {
        if (part.length < 4 || !isOneOff(folded, part) || isEnding(folded, part)) return false;
        const beside = [
          [words[index - 1], name[at - 1]],
          [words[index + 1], name[at + 1]],
        ] as const;
        if (beside.some(([word, own]) => word !== undefined && word.folded === own)) return true;
        return (part.length > 4 && !isOrdinary(folded)) || isCalled(text, start, end);
      }),
    );
  };
  return words.flatMap(({ folded, start, end, isCapital }, index) =>
    isCapital && folded.length > 3 && !isOwn(folded) && isNear(index) ? [{ start, end }] : [],
  );
};

const naming =
  /(?:^|[^\p{L}])(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Madame|Mme|Monsieur|Mlle|M|Docteure?|Hi|Hoi|Hello|Hey|Dear|Good (?:morning|afternoon|day)|Hallo|Lieber?|Guten (?:Tag|Morgen)|Grüezi|Servus|Moin|Bonjour|Bonsoir|Chère?|Salut)\.? $/u;

/** Whether a word stands where only a name does: behind a title, a greeting or a given name of the row, or alone in its line. */
export const isNamingPlace = (text: string, start: number, end: number, names: OwnNames): boolean => {
  const before = text.slice(Math.max(0, start - 32), start);
  if (naming.test(before)) return true;
  const last = /([\p{L}\p{M}'’-]+) $/u.exec(before)?.[1];
  const folded = last === undefined ? undefined : foldedWords(last).at(-1)?.folded;
  if (folded !== undefined && folded.length > 2 && names.some((name) => name[0] === folded)) return true;
  const opens = text.lastIndexOf("\n", start);
  const closes = text.indexOf("\n", end);
  return opens >= 0 && text.slice(opens, closes < 0 ? text.length : closes).trim() === text.slice(start, end);
};
