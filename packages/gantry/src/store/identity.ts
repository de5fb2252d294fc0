// Whose database this is: by which master key it was sealed, and whether its data has moved elsewhere.
import { createHmac } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { Queryable } from "./database.ts";

/** By which a key is told from others, and which tells nothing of it. */
export const fingerprintOf = ({ hmac }: { readonly hmac: Uint8Array }): string =>
  createHmac("sha256", hmac).update("gantry/house").digest("base64url");

/**
 * Takes the database for this master key, or makes sure that it was taken for it.
 *
 * @throws GantryError `bad-config` for another key, `conflict` where the data has moved.
 */
export async function requireOwn(db: Queryable, keyring: { readonly hmac: Uint8Array }): Promise<void> {
  const mine = fingerprintOf(keyring);
  await db.query("insert into gantry.house (name, value) values ('key', $1) on conflict do nothing", [mine]);
  const { rows } = await db.query<{ name: string; value: string }>("select name, value from gantry.house");
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  if (values.get("key") !== mine) {
    throw new GantryError(
      "bad-config",
      "this database was begun with another master key: nothing in it could be read",
      {
        remedy:
          "give every process the same key: GANTRY_KEY_FILE on a disk that all share (the first process made master.key in its data folder), or GANTRY_MASTER_KEY",
      },
    );
  }
  const moved = values.get("moved");
  if (moved !== undefined) {
    throw new GantryError("conflict", `the data of this database has moved to ${moved}`, {
      remedy:
        "start with DATABASE_URL set to that database (or not set, where it is a data folder), or bring it back with `gantry migrate`",
    });
  }
}
