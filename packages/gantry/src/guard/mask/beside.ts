// Names that no list knows, told by what stands beside them: a mailbox or a number, a role, what only people do.
import { fold } from "./fold.ts";
import type { Hit } from "./hit.ts";
import { isFunctionWord } from "./lexicon/ordinary.ts";
import { particles, roleWords, titles } from "./vocabulary.ts";
import { firstBehind, isCommon } from "./words.ts";
import type { Word } from "./words.ts";

/** A capitalised word that may be part of a name: nobody's role, no ordinary word, no code. */
const isPart = (word: Word): boolean =>
  word.isCapital &&
  word.text.length > 1 &&
  !isCommon(word) &&
  !roleWords.has(word.lower) &&
  !titles.has(word.lower) &&
  !/\d/.test(word.text) &&
  // Capitals throughout: an abbreviation, or a sentence somebody shouts.
  (word.text.length < 3 || word.text !== word.text.toUpperCase());

const hitOver = (words: readonly Word[], from: number, to: number): Hit | null => {
  const [first, last] = [words[from], words[to]];
  if (first === undefined || last === undefined) return null;
  return { start: first.start, end: last.end, label: "person.name", rank: 2 };
};

/** The index of the first word of the name that ends at `last`: up to four, small words between them. */
const startOfName = (words: readonly Word[], last: number): number => {
  let first = last;
  while (last - first < 3 && words[first]?.adjoins === true) {
    const [before, earlier] = [words[first - 1], words[first - 2]];
    if (before === undefined) break;
    if (isPart(before)) first -= 1;
    else if (particles.has(before.lower) && before.adjoins && earlier !== undefined && isPart(earlier)) first -= 2;
    else break;
  }
  return first;
};

/** The index of the last word of the name that begins at `first`. */
const endOfName = (words: readonly Word[], first: number): number => {
  let last = first;
  while (last - first < 3) {
    const [next, later] = [words[last + 1], words[last + 2]];
    if (next?.adjoins !== true) break;
    if (isPart(next)) last += 1;
    else if (particles.has(next.lower) && later?.adjoins === true && isPart(later)) last += 2;
    else break;
  }
  return last;
};

/** What stands between a name and the address or number that is its bearer's. */
const joint = /^(?:,? ?\(|, ?|: ?| (?:on|at|au|unter|under|via) )$/u;

/** "Call Quillon Vastre on 555 0187", "Quillon (q.vastre@…)": the words directly before what reaches a person. */
export const findNamesByReach = (text: string, words: readonly Word[], found: readonly Hit[]): readonly Hit[] => {
  const hits: Hit[] = [];
  for (const { start, label } of found) {
    if (label !== "person.email" && label !== "person.phone") continue;
    const after = firstBehind(words, start - 8);
    for (let last = Math.min(words.length - 1, after + 2); last >= Math.max(0, after - 2); last -= 1) {
      const word = words[last];
      if (word === undefined || word.end > start || !isPart(word) || !joint.test(text.slice(word.end, start))) continue;
      const hit = hitOver(words, startOfName(words, last), last);
      if (hit !== null) hits.push(hit);
      break;
    }
  }
  return hits;
};

const calendarDay = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;

/** "Quillon Vastre, 4385550115": digits directly behind a name or a mailbox, that could be an order's elsewhere. */
export const findNumbersByName = (text: string, found: readonly Hit[]): readonly Hit[] =>
  found.flatMap((hit): Hit[] => {
    if (hit.label !== "person.name" && hit.label !== "person.email") return [];
    const after =
      /^(?:[,.]? ?\(|, ?|: ?|\n| (?:on|at|au|unter|under) )(?<digits>\d(?:[ ./-]?\d){6,11})(?![\d%/-])/u.exec(
        text.slice(hit.end, hit.end + 40),
      );
    if (after === null || calendarDay.test(after.groups?.["digits"] ?? "")) return [];
    const end = hit.end + after[0].length;
    return [{ start: end - (after.groups?.["digits"]?.length ?? 0), end, label: "person.phone", rank: 1 }];
  });

const lettersOf = (text: string): string => {
  const folded = fold(text);
  return /^[a-z]*$/.test(folded) ? folded : folded.replaceAll(/[^\p{L}]/gu, "");
};

/** What a mailbox's own part begins or ends with, in pieces of four letters and more. */
const endsOf = (mailbox: string): readonly string[] => {
  const letters = lettersOf(mailbox.split("@")[0] ?? "");
  const lengths = Array.from({ length: Math.max(0, letters.length - 3) }, (_, index) => index + 4);
  return lengths.flatMap((length) => [letters.slice(0, length), letters.slice(-length)]);
};

/** Words of the text that stand in a mailbox's own part too: "Vastre" where `q.vastre@…` is written. */
export const findNamesByMailbox = (text: string, words: readonly Word[], found: readonly Hit[]): readonly Hit[] => {
  const mailboxes = found.filter((hit) => hit.label === "person.email");
  if (mailboxes.length === 0) return [];
  const ends = new Set(mailboxes.flatMap((hit) => endsOf(text.slice(hit.start, hit.end))));
  return words
    .filter((word) => word.text.length > 3 && ends.has(lettersOf(word.text)) && isPart(word))
    .map((word): Hit => ({ start: word.start, end: word.end, label: "person.name", rank: 2 }));
};

/** What people do and instruments don't. */
const humanVerbs = new Set(
  `said says told tells asked asks wrote writes called thinks knows published agreed confirmed promised believes
dit demande connaît pense confirme promet sagt sagte meint fragt schrieb schreibt kennt weiß glaubt bestätigt`.split(
    /\s+/,
  ),
);

/** "…, who", "… and her team", "… is on holiday", "… in purchasing": said of people. */
const isPersonal = (text: string, words: readonly Word[], last: number): boolean => {
  const rest = text.slice(words[last]?.end ?? text.length).slice(0, 40);
  if (/^(?:, who\b| and (?:her|his)\b| et (?:son|sa) équipe\b)/u.test(rest)) return true;
  if (
    /^ (?:needs to know|is (?:convinced|in copy|on (?:holiday|leave|vacation))|est en (?:copie|congé)|ist im Urlaub)/.test(
      rest,
    )
  )
    return true;
  const department = /^ (?:in|from|aus dem|aux|du service) (\p{L}+)/u.exec(rest)?.[1];
  return department !== undefined && roleWords.has(department.toLowerCase());
};

/** Common family names of East Asia, which stand behind given names that are syllables. */
const shortSurnames = new Set(
  `wang zhang chen liu yang huang zhao wu zhou xu zhu hu guo luo gao lin tan lim ng wong chua goh ong teo koh yeo chan cheung
leung lau kwok chow choi jung jeong kang cho yoon jang lim oh seo shin kwon hwang ahn song ryu moon kim park nguyen tran pham
hoang phan vu dang bui kato sato suzuki tanaka ito yamamoto nakamura kobayashi yoshida yamada sasaki matsumoto inoue kimura
hayashi shimizu mori abe ikeda hashimoto ishikawa ogawa okada goto fujita murakami endo aoki sakamoto ma lu sun`.split(
    /\s+/,
  ),
);

/** German writes roles with a capital: "der Techniker Sobotta", where an article or a word for whose he is stands before. */
const articles = new Set(
  "der die dem den des unser unsere unserem unserer unseren mein meine meinem meiner meinen ihr ihre ihrem ihrer sein seine seinem seiner ein eine einem einer kollege kollegin frau herr herrn".split(
    " ",
  ),
);
const isPointedAt = (before: Word | undefined, role: Word): boolean =>
  before !== undefined && role.adjoins && articles.has(before.lower) && !commonRoles.has(role.lower);
/** Roles that are also things or rooms, in front of what is no person. */
const commonRoles = new Set(
  "labor forschung einkauf leitung qualitätsmanagement kunde web mail tel fax mobil".split(" "),
);

/** "Our manager Quillon Vastre", "Quillon Vastre asked", "schrieb Quillon". */
export const findNamesByDeed = (text: string, words: readonly Word[]): readonly Hit[] => {
  const hits: Hit[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || !isPart(word)) continue;
    const last = endOfName(words, index);
    const before = words[index - 1];
    const after = words[last + 1];
    const isAfterRole =
      word.adjoins &&
      before !== undefined &&
      roleWords.has(before.lower) &&
      (!before.isCapital || isPointedAt(words[index - 2], before));
    const isAfterDeed = word.adjoins && before !== undefined && quotingVerbs.has(before.lower);
    const acts = after?.adjoins === true && humanVerbs.has(after.lower);
    const isKin = last > index && shortSurnames.has(words[last]?.lower ?? "");
    if (isAfterRole || isAfterDeed || acts || isKin || isPersonal(text, words, last)) {
      const hit = hitOver(words, index, last);
      if (hit !== null) hits.push(hit);
    }
    index = last;
  }
  return hits;
};

/** Before whom they are said to have spoken. */
const quotingVerbs = new Set("schrieb schreibt sagte".split(" "));

/** A name told once is told everywhere in the text: its words, where they stand with a capital. */
export const findNamesAgain = (words: readonly Word[], found: readonly Hit[]): readonly Hit[] => {
  const told = new Set<string>();
  let at = 0;
  for (const hit of found
    .filter(({ label, rank }) => label === "person.name" && rank > 0)
    .sort((a, b) => a.start - b.start)) {
    while (at > 0 && (words[at - 1]?.start ?? -1) >= hit.start) at -= 1;
    for (; (words[at]?.end ?? Infinity) <= hit.end; at += 1) {
      const word = words[at];
      const isTold = word !== undefined && word.start >= hit.start && word.isCapital && word.text.length > 2;
      if (isTold && !isFunctionWord(word.lower) && !roleWords.has(word.lower)) told.add(word.lower);
    }
  }
  if (told.size === 0) return [];
  return words
    .filter((word) => word.isCapital && told.has(word.lower) && (isPart(word) || !word.opens))
    .map((word): Hit => ({ start: word.start, end: word.end, label: "person.name", rank: 2 }));
};

/** "Zhi Wei" where only "Wei" was known: capitals directly before a name that was told by rule belong to it. */
export const findNamesBefore = (words: readonly Word[], found: readonly Hit[]): readonly Hit[] => {
  const told = new Map(
    found.filter((hit) => hit.label === "person.name" && hit.rank === 2).map((hit) => [hit.start, hit.end]),
  );
  return words.flatMap((word, index): readonly Hit[] => {
    const before = words[index - 1];
    const end = told.get(word.start);
    if (end === undefined || !word.adjoins || before === undefined || !isPart(before)) return [];
    return [{ start: before.start, end, label: "person.name", rank: 2 }];
  });
};

/** "De Wit", "Van den Berg": small words with a capital belong to the name behind them. */
export const withParticles = (text: string, hit: Hit): Hit => {
  if (hit.label !== "person.name" || hit.rank === 0) return hit;
  const before =
    /(?<![\p{L}\p{M}'’-])(?:Van|Von|De|Den|Der|Del|Di|Da|El|Al|Ter|Ten)(?: (?:van|de|den|der|het|la|las|los))? $/u;
  const found = before.exec(text.slice(Math.max(0, hit.start - 20), hit.start));
  return found === null ? hit : { ...hit, start: hit.start - found[0].length };
};
