// Names of customers and the like: values that no vocabulary holds, known by where they stand and how they are written.
// They become a parameter of the flow and never part of its SQL, its title or an error.
import type { Subject } from "../../catalog/index.ts";
import { speaksOfTime } from "../period.ts";
import { owner } from "./owner.ts";
import { columnAt, labelOf, neighbour, plural, spansOf, Stopped, tagOf } from "./question.ts";
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

/** Words of a place, or of a part: what follows is none that a row has by its name. */
const within = new Set("in within inside at with without dans en avec sans im mit ohne zum zur auf".split(" "));

/** What somebody did or has is asked by these, in languages that write only names large. */
const askers = new Set(
  "did does do has have had is are was were about around concerning regarding list show me where when that que est concernant".split(
    " ",
  ),
);
const germanAskers = new Set("hat hatte haben hatten ist sind war bei kunde kunden zu zum".split(" "));

const isGerman = (spans: readonly Span[]): boolean =>
  spans.some((it) =>
    /(?:^|\s)(?:hat|haben|der|die|das|wie|viele|welche\w*|wann|wer|und|ist|sind|bei|von|den|dem|uns|mit)$/i.test(
      it.written,
    ),
  );

/** "Krankenhaus Sankt Elisabeth": a value that goes on with words nobody knows is part of a name. */
const opens = (spans: readonly Span[], at: number): boolean => {
  const [span, next] = [spans[at], spans[at + 1]];
  if (span === undefined || !isCapital(span) || speaksOfTime(span.last)) return false;
  if (span.unknown) return true;
  const isWord = span.tags.length > 0 && span.tags.every((it) => it.kind === "value") && span.length === 1;
  return isWord && next?.unknown === true && isCapital(next) && !speaksOfTime(next.last);
};

const begins = (spans: readonly Span[], at: number): boolean => {
  const [before, span] = [spans[at - 1], spans[at]];
  if (span === undefined || !opens(spans, at)) return false;
  const isLong = goesOn(spans[at + 1]);
  const isOwner =
    before !== undefined && tagOf(before, "subject") !== undefined && tagOf(before, "value") === undefined;
  const german = isGerman(spans);
  // A noun of which nobody knows: "für Laborleiter", "Tickets Mahnstufe", and "Abschlussquote" taken apart.
  const isNoun = german && !isLong && (isOwner || /(?:e|e[nr]|ern|n|ung|keit|heit|quote|s)$/.test(span.last));
  if (before?.written === span.written || isNoun) return false;
  if (before !== undefined && (leading.has(before.last) || isOwner)) return span.unknown || isLong;
  if (!span.unknown || isTitle(spans)) return false;
  const owns = spans.slice(at).findIndex((it) => !goesOn(it) && it !== span);
  const isPossessive = spans[at + owns]?.written === "s";
  if (before === undefined) return isLong && (isPossessive || !german);
  if (within.has(before.last)) return false;
  if (isPossessive) return true;
  if (german) return isLong && germanAskers.has(before.last);
  return askers.has(before.last) || (isLong && before.tags.length > 0 && before.tags.every((it) => it.kind === "cue"));
};

/** In Headlines Every Word Is Written Large: none tells a name. */
const isTitle = (spans: readonly Span[]): boolean => {
  const words = spans.filter((it) => it.length > 0 && /^\p{L}{3,}/u.test(it.written));
  return words.length > 3 && words.every((it) => isCapital(it));
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
  /** What stands right before the name: "owned by X". */
  before?: Subject,
): { readonly place: Place; readonly subject: string } | undefined => {
  const own = catalog.subjects.find((it) => it.table === table);
  return [before === own ? undefined : before, owner(catalog, paths), own].flatMap((subject) => {
    if (subject === undefined || paths(table, subject.table) === undefined) return [];
    const place = { table: subject.table, column: labelOf(catalog, subject) };
    const column = columnAt(catalog, place);
    const isName = column?.type === "varchar" && column.labels.some((it) => it.endsWith(".name"));
    return isName && !hidden.has(`${place.table}.${place.column}`) ? [{ place, subject: subject.name }] : [];
  })[0];
};

/** "Which products did X buy": the name is of whom the rows beside belong to, where nothing leads from the things to them. */
export const namedBeside = (question: Question, table: string, related: string): readonly Condition[] => {
  const whom = owner(question.catalog, question.paths);
  if (whom === undefined || question.paths(table, whom.table) !== undefined) return [];
  return question.paths(related, whom.table) === undefined ? [] : namedConditions(question, related);
};

/** The condition of a name, if the question holds one. */
export const namedConditions = (question: Question, table: string): readonly Condition[] => {
  const [span, second] = spansOf(question, "name");
  if (span === undefined) return [];
  if (second !== undefined) throw new Stopped("I can take one name at a time");
  const found = nameColumn(question, table, question.hidden, tagOf(neighbour(question, span, -1), "subject")?.subject);
  const name = tagOf(span, "name")?.name;
  if (found === undefined || name === undefined || question.used.has(span)) return [];
  question.used.add(span);
  const whom = owner(question.catalog, question.paths);
  // "The account manager of X": who looks after those of that name.
  const looksAfter =
    whom !== undefined && found.place.table !== whom.table ? question.paths(whom.table, table) : undefined;
  if (whom !== undefined && looksAfter !== undefined && looksAfter.length > 0) {
    const place = { table: whom.table, column: labelOf(question.catalog, whom) };
    const where: readonly Condition[] = [{ kind: "named", place, parameter: whom.name, name }];
    const related = { table: whom.table, title: plural(whom.name), where, joins: [], not: false };
    return [{ kind: "related", related }];
  }
  return [{ kind: "named", place: found.place, parameter: found.subject, name }];
};
