import { expect, test } from "vitest";
import { counted, formatCell, formatSpan } from "./format.ts";

test("numbers, shares and amounts read as people write them", () => {
  expect(formatCell(0.9525, "percent")).toBe("95%");
  expect(formatCell(-0.372, "percent")).toBe("−37%");
  expect(formatCell(0.001, "percent")).toBe("<1%");
  expect(formatCell("146750.00", "currency", "EUR")).toBe("146,750 EUR");
  expect(formatCell("2759964350.00", "currency", "EUR")).toBe("2.8bn EUR");
  expect(formatCell(-0.5349, "number")).toBe("−0.53");
  expect(formatCell("2026-12-27", "date")).toBe("27 Dec 2026");
});

test("a treated or missing value is never made a number of", () => {
  expect(formatCell("MONEY_7K3", "currency", "EUR")).toBe("MONEY_7K3");
  expect(formatCell("top quarter", "percent")).toBe("top quarter");
  expect(formatCell(null, "currency", "EUR")).toBe("–");
  expect(formatCell(undefined, "date")).toBe("–");
});

test("reasons read as a list of their texts", () => {
  const reasons = [
    { feature: "a", text: "usage fell", contribution: 1 },
    { feature: "b", text: "2 urgent tickets", contribution: 0.5 },
  ];
  expect(formatCell(reasons, "list")).toBe("usage fell, 2 urgent tickets");
});

test("counts and spans agree with themselves", () => {
  expect([counted(1, "row"), counted(1200, "row"), counted(0, "entry", "entries")]).toEqual([
    "1 row",
    "1,200 rows",
    "0 entries",
  ]);
  expect([formatSpan(339.6), formatSpan(2140)]).toEqual(["340 ms", "2.1 s"]);
});
