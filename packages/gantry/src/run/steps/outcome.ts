// How the rows of an `act` step turned out, in words that name no row.
import { GantryError } from "@gantry/contract";

export const partlyFailed = (run: string, step: string, failed: number, total: number): GantryError =>
  new GantryError("source-refused", `step "${step}": ${failed} of ${total} rows could not be carried out`, {
    where: { run, step },
    remedy: "each of them names its own reason; the others went out",
  });
