// Names of customers and the like: values that no vocabulary holds, known by where they stand and how they are written.
// They become a parameter of the flow and never part of its SQL, its title or an error.
import { speaksOfTime } from "../period.ts";
import { owner } from "./owner.ts";
import { columnAt, labelOf, spansOf, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Condition, Place } from "./types.ts";

/** What stands for something in quotation marks while the words around it are read. */
const stand = "quotedname";

const quotes = /["“”„«»]\s*([^"“”„«»]{2,100}?)\s*["“”„«»]/u;

/** A question with the first name in quotation marks taken out, and that name. */
export const withoutQuoted = (question: string): { readonly question: string; readonly quoted: string | undefined } => {
  const quoted = quotes.exec(question)?.[1];
  return { question: quoted === undefined ? question : question.replace(quotes, ` ${stand} `), quoted };
};

/** Words that a name follows. "In" and "with" are none: a place or a thing that nobody knows stays unknown. */
const leading = new Set("of for from by at named called client d de du chez pour nomme von bei vom namens".split(" "));

const isCapital = ({ written }: Span): boolean => /^\p{Lu}[\p{L}\p{M}'’&.-]*/u.test(written);

/** Another word of the name: written large, and not what the question is about. */
const goesOn = (span: Span | undefined): span is Span =>
  span !== undefined && isCapital(span) && !span.tags.some((it) => it.kind !== "value") && !speaksOfTime(span.last);

const begins = (spans: readonly Span[], at: number): boolean => {
  const [before, span] = [spans[at - 1], spans[at]];
  if (span === undefined || before === undefined || !span.unknown || !isCapital(span) || speaksOfTime(span.last))
    return false;
  return leading.has(before.last) || (tagOf(before, "subject") !== undefined && tagOf(before, "value") === undefined);
};

const literal = (words: string): string =>
  words
    .split(" ")
    .map((it) => RegExp.escape(it))
    .join("[^\\p{L}\\d]+");

/** The spans, with each name as one of its own. */
export const withNames = (spans: readonly Span[], question: string, quoted: string | undefined): readonly Span[] => {
  const found: Span[] = [];
  for (let at = 0; at < spans.length; at++) {
    const span = spans[at];
    if (span === undefined) continue;
    if (quoted !== undefined && span.last === stand) {
      found.push({ ...span, written: quoted, tags: [{ kind: "name", name: quoted }], unknown: false });
      continue;
    }
    if (!begins(spans, at)) {
      found.push(span);
      continue;
    }
    // "Customers named X": the word says no more than the name does.
    const before = found.at(-1);
    if (before?.unknown === true) found[found.length - 1] = { ...before, unknown: false };
    let end = at + 1;
    while (goesOn(spans[end])) end++;
    const written = spans
      .slice(at, end)
      .map((it) => it.written)
      .filter(Boolean)
      .join(" ");
    // As it was written, with its hyphens and points.
    const name = new RegExp(literal(written), "u").exec(question)?.[0] ?? written;
    found.push({ ...span, length: end - at, written, tags: [{ kind: "name", name }], unknown: false });
    at = end - 1;
  }
  return found;
};

/** The column of names that is meant: of those that things belong to, else of the things themselves. */
const nameColumn = (
  { catalog, paths }: Pick<Question, "catalog" | "paths">,
  table: string,
  hidden: ReadonlySet<string>,
): { readonly place: Place; readonly subject: string } | undefined => {
  const own = catalog.subjects.find((it) => it.table === table);
  return [owner(catalog, paths), own].flatMap((subject) => {
    if (subject === undefined || paths(table, subject.table) === undefined) return [];
    const place = { table: subject.table, column: labelOf(catalog, subject) };
    const column = columnAt(catalog, place);
    const isName = column?.type === "varchar" && column.labels.some((it) => it.endsWith(".name"));
    return isName && !hidden.has(`${place.table}.${place.column}`) ? [{ place, subject: subject.name }] : [];
  })[0];
};

/** The condition of a name, if the question holds one. */
export const namedConditions = (question: Question, table: string): readonly Condition[] => {
  const [span, second] = spansOf(question, "name");
  if (span === undefined) return [];
  if (second !== undefined) throw new Stopped("I can take one name at a time");
  const found = nameColumn(question, table, question.hidden);
  const name = tagOf(span, "name")?.name;
  if (found === undefined || name === undefined) return [];
  question.used.add(span);
  return [{ kind: "named", place: found.place, parameter: found.subject, name }];
};
