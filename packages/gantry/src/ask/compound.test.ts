import { expect, test } from "vitest";
import { partsOfCompound } from "./compound.ts";

const known = new Set(["umsatz", "verlauf", "ticket", "kunden", "zahlen", "sommer", "kollektion", "vertrag", "wert"]);

test.each([
  ["umsatzverlauf", ["umsatz", "verlauf"]],
  ["vertragswert", ["vertrag", "wert"]],
  ["sommerkollektion", ["sommer", "kollektion"]],
  ["ticketzahlen", ["ticket", "anzahl"]],
  // Where a part is not known, the whole is not.
  ["kundenzufriedenheit", null],
  ["umsatz", null],
])("%s", (word, parts) => {
  expect(partsOfCompound(word, (it) => known.has(it))).toEqual(parts);
});
