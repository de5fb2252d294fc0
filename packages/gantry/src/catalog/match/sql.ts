// The SQL of matching, for whatever engine runs SQL over the catalog: what is compared, at which levels, in which blocks.
import type { MatchField } from "./fields.ts";

export interface MatchTables {
  /** Full names and key columns. */
  readonly left: { readonly name: string; readonly key: string };
  readonly right: { readonly name: string; readonly key: string };
  readonly fields: readonly MatchField[];
  /** A column of the right table that already says whom it belongs to, if there is one. */
  readonly link?: string;
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const table = (name: string): string => name.split(".").map(identifier).join(".");

/** Legal forms say little of who it is, and are written in many ways. */
const legalForms =
  "gmbh|co|kg|kgaa|ag|se|ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|company|sa|sas|sarl|bv|nv|srl|spa|sl|oy|oyj|ab|aps|as|pty|pte|pvt|kk|ev|de|cv|group|holding";

/** Lower case, without accents and signs: "Müller & Söhne GmbH" → "muller and sohne gmbh". */
const plain = (column: string): string =>
  `trim(regexp_replace(replace(replace(lower(strip_accents(${identifier(column)}::varchar)), 'ß', 'ss'), '&', ' and '), '[^\\p{L}\\p{N}]+', ' ', 'g'))`;

/** The same without legal forms, unless nothing is left. */
const named = (column: string): string => {
  const without = `trim(regexp_replace(regexp_replace(${plain(column)}, '\\b(?:[a-z] )+[a-z]\\b', '', 'g'), '\\b(?:${legalForms})\\b', '', 'g'))`;
  return `coalesce(nullif(regexp_replace(${without}, ' +', ' ', 'g'), ''), nullif(${plain(column)}, ''))`;
};

const normalised = (column: string, kind: MatchField["kind"]): string => {
  switch (kind) {
    case "text":
      return named(column);
    case "code":
      return `nullif(upper(trim(${identifier(column)}::varchar)), '')`;
    case "date":
      return `${identifier(column)}::date`;
    case "number":
      return `${identifier(column)}::double`;
  }
};

/** Level of agreement of field `at` of a pair, -1 where a side lacks it. See `levelNames`. */
const level = ({ kind }: MatchField, at: number): string => {
  const [a, b] = [`l.f${at}`, `r.f${at}`];
  const missing = `when ${a} is null or ${b} is null then -1`;
  switch (kind) {
    case "text":
      return `case ${missing} when ${a} = ${b} then 3
        when jaro_winkler_similarity(${a}, ${b}) >= 0.94 or (length(${a}) >= 8 and levenshtein(${a}, ${b}) <= 1) then 2
        when jaro_winkler_similarity(${a}, ${b}) >= 0.88 then 1 else 0 end`;
    case "code":
      return `case ${missing} when ${a} = ${b} then 1 else 0 end`;
    case "date":
      return `case ${missing} when ${a} = ${b} then 2 when abs(date_diff('day', ${a}, ${b})) <= 31 then 1 else 0 end`;
    case "number":
      return `case ${missing} when ${a} = ${b} then 2 when abs(${a} - ${b}) <= 0.1 * greatest(abs(${a}), abs(${b})) then 1 else 0 end`;
  }
};

/** How many levels a field of each kind has. */
export const levelCounts: Readonly<Record<MatchField["kind"], number>> = { text: 4, code: 2, date: 3, number: 3 };

const side = ({ name, key }: MatchTables["left"], columns: readonly string[], extra: readonly string[]): string =>
  `select ${identifier(key)}::varchar as k, ${[...columns, ...extra].join(", ")} from ${table(name)} where ${identifier(key)} is not null`;

const sides = ({ left, right, fields, link }: MatchTables, shown: boolean): string => {
  const names = fields.findIndex((field) => field.kind === "text");
  const raw = (which: "left" | "right"): readonly string[] =>
    shown ? [`${identifier(fields[names]?.[which] ?? "")}::varchar as shown`] : [];
  const links = shown ? [link === undefined ? "null::varchar as link" : `${identifier(link)}::varchar as link`] : [];
  const l = fields.map((field, at) => `${normalised(field.left, field.kind)} as f${at}`);
  const r = fields.map((field, at) => `${normalised(field.right, field.kind)} as f${at}`);
  return `l as (${side(left, l, raw("left"))}),\nr as (${side(right, r, [...raw("right"), ...links])})`;
};

/** A word that more records share than this tells too little to compare them all. */
const mostSharing = 40;

/**
 * Blocks: only pairs that share a rare word of a name, or its beginning, are compared; all others surely differ.
 */
const blocks = (fields: readonly MatchField[]): string => {
  const texts = fields.flatMap((field, at) => (field.kind === "text" ? [at] : []));
  const words = (of: "l" | "r"): string =>
    texts
      .map((at) => `select k, unnest(string_split(f${at}, ' ')) as word from ${of} where f${at} is not null`)
      .join(" union ");
  return `lw as (select k, word from (${words("l")}) where length(word) >= 3),
rw as (select k, word from (${words("r")}) where length(word) >= 3),
rare as (select word from (select word, count(*) as n from lw group by word) where n <= ${mostSharing}
         intersect select word from (select word, count(*) as n from rw group by word) where n <= ${mostSharing}),
pairs as (
  select lw.k as lk, rw.k as rk from lw join rare on rare.word = lw.word join rw on rw.word = lw.word
  ${texts.map((at) => `union select l.k, r.k from l join r on substr(l.f${at}, 1, 6) = substr(r.f${at}, 1, 6)`).join("\n  ")})`;
};

const levelsOf = (fields: readonly MatchField[]): string =>
  fields.map((field, at) => `${level(field, at)} as g${at}`).join(",\n  ");
const groups = (fields: readonly MatchField[]): string => fields.map((_, at) => `g${at}`).join(", ");

/** Rows `g0, g1, …, pairs`: how often each pattern of levels occurs among the pairs of the blocks. */
export const comparedSql = (tables: MatchTables): string => `with ${sides(tables, false)},
${blocks(tables.fields)},
compared as (select ${levelsOf(tables.fields)} from pairs join l on l.k = lk join r on r.k = rk)
select ${groups(tables.fields)}, count(*) as pairs from compared group by ${groups(tables.fields)}`;

/** One row: how many records each side has. */
export const sizesSql = ({ left, right }: MatchTables): string =>
  `select (select count(*) from ${table(left.name)}) as "left", (select count(*) from ${table(right.name)}) as "right"`;

const sampled = 600;

/** The same over pairs taken at random: some hundreds of each side, all with all. */
export const randomSql = (tables: MatchTables): string => `with ${sides(tables, false)},
ls as (select * from l order by md5(k) limit ${sampled}), rs as (select * from r order by md5(k || '.') limit ${sampled}),
compared as (select ${levelsOf(tables.fields)} from ls as l cross join rs as r)
select ${groups(tables.fields)}, count(*) as pairs from compared group by ${groups(tables.fields)}`;

/**
 * Rows `left_key, right_key, left_shown, right_shown, link, likeness, score, g0 …` of pairs whose pattern the step
 * `patterns` (columns g0 …, score) holds. `likeness` orders pairs of one pattern.
 */
export const scoredSql = (tables: MatchTables): string => {
  const text = tables.fields.findIndex((field) => field.kind === "text");
  return `with ${sides(tables, true)},
${blocks(tables.fields)},
compared as (select lk, rk, l.shown as left_shown, r.shown as right_shown, r.link as link,
  jaro_winkler_similarity(l.f${text}, r.f${text}) as likeness,
  ${levelsOf(tables.fields)} from pairs join l on l.k = lk join r on r.k = rk)
select c.lk as left_key, c.rk as right_key, c.left_shown, c.right_shown, c.link, coalesce(c.likeness, 0.0) as likeness, p.score, ${tables.fields.map((_, at) => `c.g${at}`).join(", ")}
from compared c join patterns p on ${tables.fields.map((_, at) => `p.g${at} = c.g${at}`).join(" and ")}
order by p.score desc, likeness desc, left_key, right_key`;
};
