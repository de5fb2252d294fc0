// Types as far as a random query cares: what may be compared, added, joined.

export const kinds = ["text", "integer", "number", "date", "moment", "zoned", "truth", "json", "list"] as const;
export type Kind = (typeof kinds)[number];

const named: Readonly<Record<string, Kind>> = {
  VARCHAR: "text",
  BOOLEAN: "truth",
  DATE: "date",
  TIMESTAMP: "moment",
  "TIMESTAMP WITH TIME ZONE": "zoned",
  TIMESTAMPTZ: "zoned",
  JSON: "json",
  DOUBLE: "number",
  FLOAT: "number",
  "INTEGER[]": "list",
};

/** The kind of a DuckDB type; nothing for types that a random query only shows (intervals, maps, structs). */
export const kindOf = (type: string): Kind | undefined => {
  if (/^U?(?:TINY|SMALL|BIG|HUGE)INT$|^U?INTEGER$/u.test(type)) return "integer";
  return type.startsWith("DECIMAL") ? "number" : named[type];
};

/** A type of each kind, for casts and for placeholders. */
export const typeOfKind: Readonly<Record<Kind, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DECIMAL(18,4)",
  date: "DATE",
  moment: "TIMESTAMP",
  zoned: "TIMESTAMPTZ",
  truth: "BOOLEAN",
  json: "JSON",
  list: "INTEGER[]",
};
