// Charts drawn without a browser: what the rows say can be read off the picture, and nothing in it is more than a picture.
import { chartOption } from "@gantry/client";
import { chartColumns, ChartSpec } from "@gantry/contract";
import type { Scalar } from "@gantry/contract";
import { describe, expect, test } from "vitest";
import { chartSvg } from "./svg.ts";

const text = (column: string) => ({ column, title: column, format: "text" }) as const;
const euros = (column: string) => ({ column, title: column, format: "currency", unit: "EUR" }) as const;

const bridge = ChartSpec.parse({
  type: "waterfall",
  title: "From then to now",
  x: text("bar"),
  y: [euros("amount")],
  total: "is_sum",
});
const bars = [
  { bar: "Then", amount: "1000000.00", is_sum: true },
  { bar: "Prices", amount: "250000.50", is_sum: false },
  { bar: "Volume", amount: "-1500000.50", is_sum: false },
  { bar: "Now", amount: "-250000.00", is_sum: true },
];
const block = (spec: ChartSpec, rows: readonly Readonly<Record<string, Scalar>>[]) =>
  ({ kind: "chart", step: "s", spec, rows: rows.map((row) => ({ ...row })) }) as const;

/** The words that are drawn, in their order. */
const wordsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word = ""]) => word.trim());

describe("a chart as SVG", () => {
  test.each(["bar", "line", "area", "scatter"] as const)(
    "of type %s names its categories, axis and unit",
    async (type) => {
      const spec = ChartSpec.parse({
        type,
        title: "Sales",
        x: text("month"),
        y: [euros("sales"), { ...euros("earlier"), muted: true }],
      });
      const rows = [
        { month: "Aug", sales: "1400000.00", earlier: 2_700_000 },
        { month: "Sep", sales: 3_500_000, earlier: null },
      ];
      const words = wordsIn(await chartSvg(block(spec, rows)));
      expect(words).toEqual(expect.arrayContaining(["Sales", "sales", "earlier", "Aug", "Sep", "EUR", "3m"]));
    },
  );

  test("a waterfall labels each change with its sign, below zero too", async () => {
    const words = wordsIn(await chartSvg(block(bridge, bars)));
    expect(words).toEqual(expect.arrayContaining(["1m", "+250k", "−1.5m", "−250k", "Prices", "Volume"]));
  });

  test("a heat map shows a field where a line and a column meet, and none where there is no value", async () => {
    const spec = ChartSpec.parse({
      type: "heatmap",
      title: "Change",
      x: text("month"),
      y: [text("line")],
      value: euros("change"),
    });
    const rows = [
      { month: "Aug", line: "Imaging", change: "-12000" },
      { month: "Sep", line: "Imaging", change: "9000" },
      { month: "Sep", line: "Analysis", change: null },
    ];
    const words = wordsIn(await chartSvg(block(spec, rows)));
    expect(words).toEqual(expect.arrayContaining(["Imaging", "Analysis", "−12k", "+9k"]));
    expect(words.filter((it) => it.endsWith("k"))).toHaveLength(2);
  });

  test("rows in long form make one series a value", async () => {
    const spec = ChartSpec.parse({
      type: "bar",
      title: "T",
      x: text("m"),
      y: [euros("v")],
      series: "line",
      stacked: true,
    });
    const rows = [
      { m: "Aug", line: "Imaging", v: 1 },
      { m: "Aug", line: "Analysis", v: 2 },
    ];
    expect(wordsIn(await chartSvg(block(spec, rows)))).toEqual(expect.arrayContaining(["Imaging", "Analysis"]));
  });

  test("hostile texts of the data are drawn, not obeyed", async () => {
    const hostile = `</text><script>alert(1)</script><image href="http://evil.example/x"/>&{a|x}"'`;
    const rows = bars.map((row) => ({ ...row, bar: `${hostile}${row.bar}` }));
    const svg = await chartSvg(block({ ...bridge, title: hostile }, rows));
    expect(svg).not.toMatch(/<script|<image|<foreignObject/i);
    expect(svg).toContain("&lt;script");
  });

  test("a chart of no rows is an empty one", async () => {
    for (const spec of [bridge, ChartSpec.parse({ type: "line", title: "T", x: text("x"), y: [euros("y")] })])
      expect(await chartSvg(block(spec, []))).toContain("<svg");
  });
});

test("a waterfall's bars stand on those before them, whatever side of zero they are on", () => {
  const series: unknown = chartOption({ spec: bridge, rows: bars })["series"];
  const data = (Array.isArray(series) ? series : []).map(
    (it: { readonly data: readonly { readonly value: number }[] }) => it.data.map(({ value }) => value),
  );
  // What is unseen above zero, what is seen there, and both below it.
  expect(data).toEqual([
    [0, 1_000_000, 0, 0],
    [1_000_000, 250_000.5, 1_250_000.5, 0],
    [0, 0, 0, 0],
    [0, 0, -250_000, -250_000],
  ]);
});

test("a spec that lacks what its type needs is refused, and all of its columns are known", () => {
  expect(ChartSpec.safeParse({ ...bridge, total: undefined }).success).toBe(false);
  expect(ChartSpec.safeParse({ ...bridge, type: "heatmap" }).success).toBe(false);
  expect(chartColumns(bridge)).toEqual(["bar", "amount", "is_sum"]);
});
