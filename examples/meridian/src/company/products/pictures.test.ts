import { expect, it } from "vitest";
import { dayOf } from "../calendar.ts";
import { makeCatalogue } from "./catalogue.ts";
import { makePictures } from "./pictures.ts";

const catalogue = makeCatalogue(dayOf("2026-11-16"));
const pictures = makePictures(catalogue);

it("draws every product, no two alike", () => {
  expect(pictures.map(({ path }) => path)).toEqual(catalogue.map(({ id }) => `products/${id}.svg`));
  const bare = pictures.map(({ svg }) =>
    svg.replace(/P-\d+/g, "").replace(/aria-label="[^"]*"|<title>.*?<\/title>/g, ""),
  );
  expect(new Set(bare).size).toBe(60);
});

it("writes pictures that stand alone: no scripts, no links, no broken numbers, references that resolve", () => {
  for (const { svg } of pictures) {
    expect(svg).not.toMatch(/<script|href|NaN|undefined|on\w+=/);
    const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const [, reference] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids.has(reference)).toBe(true);
    expect(svg.length).toBeLessThan(16_000);
  }
});

it("has a new summer collection that comes out around today", () => {
  const summer = catalogue.filter(({ collection }) => collection === "Summer 2027");
  expect(summer.length).toBeGreaterThanOrEqual(8);
  expect(summer.every(({ launched }) => Math.abs(launched - dayOf("2026-11-16")) <= 75)).toBe(true);
});
