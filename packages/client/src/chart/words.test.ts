// What a chart says to who does not see it.
import { ChartSpec } from "@gantry/contract";
import type { Scalar } from "@gantry/contract";
import { expect, test } from "vitest";
import { chartFact } from "./words.ts";

const text = (column: string) => ({ column, title: column, format: "text" });
const euros = { column: "v", title: "Sales", format: "currency", unit: "EUR" };
const fact = (spec: object, rows: readonly Record<string, Scalar>[]): string =>
  chartFact({ spec: ChartSpec.parse({ title: "T", x: text("x"), y: [euros], ...spec }), rows: [...rows] });

const rows = [
  { x: "Aug", v: "3.00" },
  { x: "Sep", v: 9 },
  { x: "Oct", v: null },
  { x: "Nov", v: 5 },
];

test("a line says where it begins, ends and is highest; bars and maps what is most and least", () => {
  expect(fact({ type: "line" }, rows)).toBe("T: from Aug 3 EUR to Nov 5 EUR, highest Sep 9 EUR");
  expect(fact({ type: "bar" }, rows)).toBe("T: most Sep 9 EUR, least Aug 3 EUR");
  expect(fact({ type: "map" }, rows.slice(0, 1))).toBe("T: Aug 3 EUR");
});

test("a bridge says from where to where and by what, a heat map in which field, each series its name", () => {
  const bridge = rows.map((row, index) => ({ ...row, sum: index === 0 || index === 3 }));
  expect(fact({ type: "waterfall", total: "sum" }, bridge)).toBe("T: from Aug 3 EUR to Nov 5 EUR, most by Sep 9 EUR");
  const fields = rows.map((row) => ({ ...row, line: "Imaging" }));
  expect(fact({ type: "heatmap", y: [text("line")], value: euros }, fields)).toBe(
    "T: most Sep, Imaging 9 EUR, least Aug, Imaging 3 EUR",
  );
  expect(fact({ type: "bar", series: "line" }, fields)).toBe("T: most Sep, Imaging 9 EUR, least Aug, Imaging 3 EUR");
});

test("points are counted, and where there is nothing it says so", () => {
  expect(fact({ type: "scatter" }, rows)).toBe("T: 3 points");
  expect(fact({ type: "bar" }, [])).toBe("T: no values");
});
