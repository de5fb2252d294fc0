// Which cells bear a written number: by its unit and by what it counts.
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import type { Facts } from "./facts.ts";
import { columnsOf, pairs } from "./ground-basis.ts";
import type { Ground } from "./ground-basis.ts";
import { groundCount, support } from "./ground-count.ts";
import { groundMoney } from "./ground-money.ts";
import { groundMultiple, groundShare } from "./ground-share.ts";
import { groundTime } from "./ground-time.ts";
import { daysIn, ideaAt, sentenceAt } from "./ideas.ts";
import type { Idea } from "./ideas.ts";
import type { Reading, WrittenNumber } from "./numbers.ts";

/** "Forty percent": who spells a round number out, rounds. */
const isRounded = (number: WrittenNumber, { value }: Reading): boolean =>
  number.isSpelled && value >= 20 && value % 10 === 0;

/** "For every deal that we won we lost one and a half": one count to another. */
const forEach = /(?<!\p{L})(?:for (?:every|each)|per|pro|für jede[nrs]?|pour chaque|par)(?!\p{L})/iu;

const groundRatio = (text: string, number: WrittenNumber, manner: Manner, facts: Facts): Ground => {
  const sentence = sentenceAt(text, number.start);
  if (!forEach.test(sentence) || number.values.every(({ value }) => Number.isInteger(value))) return null;
  const counts = facts.numbers.filter(
    ({ kind, idea, isMoney, value }) => kind === "cell" && idea.noun !== null && !isMoney && value > 0,
  );
  const found = pairs(counts).find(
    ([a, b]) =>
      a.idea.noun === b.idea.noun &&
      number.values.some((each) => bears(Math.max(a.value, b.value) / Math.min(a.value, b.value), each, manner)),
  );
  return found === undefined ? null : columnsOf(...found);
};

/** "Unused seats: 54", "Semaines sans activité : 3 sur 12": in a list, what is counted stands before. */
const label = /(?:^|[\n;,•*-])[ \t]*(\p{L}[\p{L} ’'/-]{2,40}?) ?: ?(?:\d{1,6} ?(?:of|von|sur|\/) ?)?$/u;

const ideaOf = (text: string, { start, end }: WrittenNumber): Idea => {
  const behind = ideaAt(text, end);
  if (behind.noun !== null) return behind;
  const [found, before] = label.exec(text.slice(Math.max(0, start - 60), start)) ?? [];
  if (before === undefined || found === undefined) return behind;
  const said = ideaAt(` ${before}`, 0);
  return { noun: said.noun, narrow: /\d ?(?:of|von|sur|\/) ?$/u.test(found) ? new Set() : said.narrow, adjoins: false };
};

/** The columns that bear a number; none named where an author's words do; null where nothing does. */
export const groundNumber = (text: string, number: WrittenNumber, manner: Manner, facts: Facts): Ground => {
  const idea = ideaOf(text, number);
  const [reading] = number.values;
  if (reading === undefined) return null;
  if (number.isPercent) {
    const share = groundShare(text, number, isRounded(number, reading) ? "around" : manner, facts, idea);
    // "1,2 erreur pour cent sessions": per hundred, no percentage.
    return share === null && idea.adjoins && /pour cent$/i.test(number.text)
      ? groundCount(text, number, manner, facts, idea)
      : share;
  }
  if (number.isFraction && reading.value < 1) return groundShare(text, number, manner, facts, idea);
  if (number.isFraction) return groundMultiple(sentenceAt(text, number.start), reading, manner, facts);
  if (number.isMoney) return groundMoney(text, number, manner, facts);
  // "A target of 1.9 million": an amount, though no currency says so.
  if (idea.noun === null && reading.place >= 1_000 && facts.numbers.some(({ isMoney }) => isMoney))
    return groundMoney(text, number, manner, facts);
  if (idea.noun !== null && daysIn[idea.noun] !== undefined) return groundTime(text, number, idea.noun, manner, facts);
  const count = groundCount(text, number, manner, facts, idea) ?? groundRatio(text, number, manner, facts);
  if (count !== null) return count;
  const isTimes = idea.noun === "time" || (number.isSpelled && /^(?:twice|zweimal)$/i.test(number.text));
  return isTimes && reading.value > 1 && !support.test(sentenceAt(text, number.start))
    ? groundMultiple(sentenceAt(text, number.start), reading, manner, facts)
    : null;
};
