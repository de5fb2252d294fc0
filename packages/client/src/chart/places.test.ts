import { expect, test } from "vitest";
import { placeOf } from "./places.ts";
import { regions, tiles } from "./tiles.ts";

test("a place is found by code, by name in three languages, or as a region; case and other spellings aside", () => {
  for (const text of ["CH", "Switzerland", "Schweiz", "suisse", " switzerland "])
    expect(placeOf(text)?.codes).toEqual(["CH"]);
  expect(placeOf("USA")?.codes).toEqual(["US"]);
  expect(placeOf("NA")?.codes).toEqual(["NA"]);
  expect(placeOf("emea")?.codes).toEqual(expect.arrayContaining(["DE", "ZA", "AE"]));
  expect(placeOf("EMEA")?.codes).not.toContain("US");
  expect(placeOf("Atlantis")).toBeNull();
});

test("each country has one tile, no tile holds two, and each is in one of the world's regions", () => {
  const codes = tiles.map((it) => it.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(tiles.map((it) => `${it.column}/${it.line}`)).size).toBe(tiles.length);
  const world = ["emea", "amer", "apac"].flatMap((name) => regions.get(name) ?? []);
  expect(world.toSorted((a, b) => a.localeCompare(b))).toEqual(codes.toSorted((a, b) => a.localeCompare(b)));
});
