// Which day of a row the question's time is of: one that it names, else that of what is asked about.
import { resolvePeriod } from "../../catalog/index.ts";
import type { Measure, Subject } from "../../catalog/index.ts";
import { ever } from "../ever.ts";
import type { What } from "./about.ts";
import { dayOfValue } from "./order.ts";
import { isEnded } from "./present.ts";
import { placeOf, spansOf, Stopped } from "./question.ts";
import type { Question } from "./question.ts";
import { namedDay, requireDone, requireOneDay, requireOwnDay } from "./times.ts";
import type { Times } from "./times.ts";
import type { Place } from "./types.ts";

const defaultDay = (subject: Subject | undefined, measure: Measure | undefined): Place | undefined => {
  if (measure !== undefined) return measure.date === undefined ? undefined : placeOf(measure.date);
  return subject?.date === undefined ? undefined : { table: subject.table, column: subject.date };
};

/** A time that lies ahead is of no start, unless that is said: "contracts next month" begin, end or renew then. */
const isAhead = (question: Question, { column }: Place, { period }: Times): boolean => {
  const span = period === undefined ? null : resolvePeriod(period, question.time);
  return column.startsWith("start") && span !== null && span.start > question.time.today;
};

/** The day that the question's time is of: one that it names, else that of what is asked about. */
export const dayOf = (question: Question, what: What, times: Times): Place | undefined => {
  const usual = defaultDay(what.subject, what.measure);
  const wanted = times.period !== undefined || times.grain !== undefined;
  if (times.period !== undefined) requireOneDay(question, what.table);
  if (!wanted) {
    // "orders received", "tickets created": its usual day says nothing more.
    for (const span of spansOf(question, "column"))
      if (
        span.tags.some(
          (it) => it.kind === "column" && it.place.table === usual?.table && it.place.column === usual.column,
        )
      )
        question.used.add(span);
    return undefined;
  }
  // "Overdue for more than 60 days": since they were due.
  const isSince = times.period?.startsWith(`${ever}..`) === true;
  const ofValue = dayOfValue(question, what.table);
  const isNear = isSince || (ofValue !== undefined && usual?.column.startsWith("start") === true);
  const day = namedDay(question, what.table) ?? (isNear ? ofValue : undefined) ?? usual;
  if (day !== undefined && day === usual && (isEnded(question, what.table, day) || isAhead(question, day, times)))
    throw new Stopped(`which day of ${what.title} is the time of? name it: when they start, or when they end`);
  if (day !== undefined) {
    requireDone(question, day, times.period);
    if (what.measure !== undefined) requireOwnDay(question, day, usual);
    return day;
  }
  throw new Stopped(`I can't tell which day of ${what.title} the time is of; name it, or leave the time out`);
};
