import { GantryError } from "@gantry/contract";
import { moveDatabase } from "../../store/index.ts";
import type { Command } from "../command.ts";
import { placeOf, prepareDatabase, withEmbedded } from "../database.ts";
import { readFlags } from "../flags.ts";
import { readSettings } from "../settings.ts";

/** Moves the data folder's database to an external one, or back. No server may run on either. */
export const migrate: Command = async (words) => {
  const { values, positionals } = readFlags(words, { to: { type: "string" }, from: { type: "string" } });
  const { to, from } = values;
  const other = to ?? from;
  if (other === undefined || (to !== undefined && from !== undefined) || positionals.length > 0) {
    throw new GantryError("bad-request", "say where the data is to go, or to come from", {
      remedy: "gantry migrate --to postgresql://…, or --from postgresql://…",
    });
  }
  if (!URL.canParse(other)) throw new GantryError("bad-request", "that is no connection string of PostgreSQL");
  const settings = readSettings();
  const { dataFolder } = settings;
  const onTable = (table: string, rows: number): void => {
    if (rows > 0) console.log(`${table}: ${rows}`);
  };
  const moved = await withEmbedded(settings, async (own) => {
    await prepareDatabase(other);
    await prepareDatabase(own);
    return to === undefined
      ? moveDatabase({ from: other, to: own, place: `the data folder ${dataFolder}`, onTable })
      : moveDatabase({ from: own, to: other, place: placeOf(other), onTable });
  });
  console.log(
    to === undefined
      ? `${moved.rows} rows are in ${dataFolder}: start without DATABASE_URL`
      : `${moved.rows} rows are in ${placeOf(other)}: start with DATABASE_URL set to it, and with the same key (GANTRY_KEY_FILE)`,
  );
  return 0;
};
