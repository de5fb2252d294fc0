// By what a figure is told apart: "by segment", "per country", "which product line", "share of each region".
import { plain } from "../words.ts";
import { columnAt, isNumeric, isTime, nearest, neighbour, samePlace, saysCue, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Dimension } from "./types.ts";
import { isAsked } from "./about.ts";
import type { What } from "./about.ts";

/** Whether a word says many: "countries", "Länder". */
export const isPlural = ({ spans }: Question, span: Span): boolean => {
  const asked = spans[spans.indexOf(span) - 1]?.last ?? "";
  if (/^(?:quels|quelles)$/.test(asked)) return true;
  // "Reasons for losing": the first word says how many.
  const [, head] = /^(\p{L}+) (?:for|of|de|du|des|d) /u.exec(plain(span.written)) ?? [];
  return !/^(?:quel|quelle|welches|welchem)$/.test(asked) && endsAsPlural(head === undefined ? span : { last: head });
};

const endsAsPlural = ({ last }: Pick<Span, "last">): boolean =>
  /(?:s|x|en|ern|eln|linien|lander|produkte)$/.test(last) && !/(?:ss|us)$/.test(last);

/** A value of its own stands beside it: "the Imaging line" is no division by lines. */
const isBesideOwnValue = (question: Question, span: Span, column: string): boolean =>
  [neighbour(question, span, 1), neighbour(question, span, -1)].some((it) =>
    it?.tags.some((tag) => tag.kind === "value" && tag.place.column === column),
  );

/** Divisions that the question names, marked as accounted for. */
export const dimensionsOf = (
  question: Question,
  what: What,
  { top, share }: { readonly top: "most" | "least" | undefined; readonly share: boolean },
): readonly Dimension[] => {
  if (what.figure === undefined) return [];
  const found: Dimension[] = [];
  let last: Span | undefined;
  const isNamed = (span: Span): boolean => {
    const before = neighbour(question, span, -1);
    // "By region and segment", "by priority, type".
    const listed = found.length > 0 && (saysCue(before, "and") || before === last);
    return (
      saysCue(before, "by", "between") ||
      (before !== undefined && isAsked(question, before)) ||
      listed ||
      share ||
      top !== undefined ||
      question.spans.some((it) => saysCue(it, "compare"))
    );
  };
  for (const span of question.spans) {
    if (question.used.has(span) || !isNamed(span)) continue;
    const column = nearest(question, span, "column", what.table).find(({ place }) => {
      const known = columnAt(question.catalog, place);
      return !isNumeric(known) && !isTime(known) && known?.type !== "boolean";
    });
    if (column !== undefined && !isBesideOwnValue(question, span, column.place.column)) {
      const isNew = !found.some((it) => it.kind === "column" && samePlace(it.place, column.place));
      if (isNew) found.push({ kind: "column", place: column.place });
      question.used.add(span);
      const between = neighbour(question, span, -1);
      if (between !== undefined && saysCue(between, "between")) question.used.add(between);
      last = span;
      continue;
    }
    const subject = tagOf(span, "subject")?.subject;
    const isBy = saysCue(neighbour(question, span, -1), "by");
    if (subject === undefined || !isBy || question.paths(what.table, subject.table) === undefined) continue;
    found.push({ kind: "subject", subject: subject.name });
    question.used.add(span);
  }
  return found;
};
