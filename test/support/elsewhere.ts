import path from "node:path";

/** Settings for `openHouse`: the sample company, with other fields in the connections of some sources (null: none). */
export const elsewhere = (
  connections: Readonly<Record<string, object>>,
  secrets: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  GANTRY_PROJECT: path.resolve(import.meta.dirname, "../projects/elsewhere"),
  TEST_CONNECTIONS: JSON.stringify(connections),
  TEST_SECRETS: JSON.stringify(secrets),
});
