// Of a time that comes round every year, which year's is meant.
import { resolvePeriod } from "../../catalog/index.ts";
import { ever } from "../ever.ts";
import { spansOf, Stopped } from "./question.ts";
import type { Question } from "./question.ts";
import { daysBetween } from "./times.ts";
import type { Place } from "./types.ts";

const toCome =
  /(?<![\p{L}])(?:up for|expected|will|going|ending|ends?|expires?|expiring|renewals?|renewing|renews?|auslaufen|laufen|läuft|enden|endet|expirent|arrivent|terminent)(?![\p{L}])/iu;

/** "Before October", asked in November: what was so lies behind; of the rest it is asked back where last October is nearer. */
const beforeOf = (question: Question, period: string | undefined, wasSo: boolean): string | undefined => {
  const { today } = question.time;
  const span = period === undefined ? null : resolvePeriod(period, question.time);
  const said = spansOf(question, "period").find(({ written }) =>
    /^(?:before|prior to|vor|bevor|avant)\b/iu.test(written),
  );
  if (span?.start !== today || said === undefined || /\d{4}/.test(said.written)) return undefined;
  const { end } = span;
  const yearBefore = `${Number(end.slice(0, 4)) - 1}${end.slice(4)}`;
  if (wasSo) return `${ever}..${yearBefore}`;
  if (question.spans.some(({ written }) => toCome.test(written))) return undefined;
  if (daysBetween(yearBefore, today) > daysBetween(today, end)) return undefined;
  throw new Stopped(`"${said.written}" of which year? say it with the year`);
};

/** "Renewals in January": of a day that lies ahead, the next one is meant. */
export const aheadOf = (question: Question, day: Place | undefined, period: string | undefined): string | undefined => {
  const isAhead = /(?:renewal|end|due|expir)/.test(day?.column ?? "");
  const wasSo = question.spans.some((it) =>
    /\b(?:did|was|were|expired|ended|lapsed|already|wurden?|waren|abgelaufen|ausgelaufen|schon|bereits|expire|echus?|etaient|deja|étaient|déjà)\b/i.test(
      it.written,
    ),
  );
  const { today } = question.time;
  const before = beforeOf(question, period, wasSo);
  if (before !== undefined) return before;
  const months = "january february march april may june july august september october november december";
  const month = months.split(" ").indexOf(period ?? "") + 1;
  if (!isAhead || wasSo) return period;
  const isYearless = spansOf(question, "period").every(
    (it) => !/\d{4}|\b(?:last|past|dernier\w*|letzte\w*)\b/i.test(it.written),
  );
  const days = /^(20\d\d)(-\d\d-\d\d)\.\.(20\d\d)(-\d\d-\d\d)$/.exec(period ?? "");
  if (days !== null && isYearless && `${days[3]}${days[4]}` <= today)
    return `${Number(days[1]) + 1}${days[2]}..${Number(days[3]) + 1}${days[4]}`;
  if (month === 0) return period;
  const year = Number(today.slice(0, 4)) + (month < Number(today.slice(5, 7)) ? 1 : 0);
  return `${period} ${year}`;
};
