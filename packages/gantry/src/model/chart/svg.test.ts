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

/** The values of each series of an option. */
const seriesIn = ({ series }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  (Array.isArray(series) ? series : []).map((it: { readonly data: unknown }) => it.data);

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

  test("a map colours countries by code or name, whole regions by theirs, and says what it has no place for", async () => {
    const spec = ChartSpec.parse({ type: "map", title: "Sales", x: text("place"), y: [euros("sales")] });
    const countries = [
      { place: "DE", sales: "1000000.00" },
      { place: "Frankreich", sales: 500_000 },
      { place: "Atlantis", sales: 1 },
    ];
    const svg = await chartSvg(block(spec, countries));
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(["DE", "FR", "1m", "not on the map: Atlantis"]));
    // The most has the full colour.
    expect(svg.includes("rgb(29,107,87)")).toBe(true);
    const regions = [
      { place: "EMEA", sales: 2_000_000 },
      { place: "APAC", sales: -1000 },
    ];
    expect(wordsIn(await chartSvg(block(spec, regions)))).toEqual(expect.arrayContaining(["EMEA  2m", "APAC  −1k"]));
  });

  test("a forecast's band is named, and lies where its limits are, below zero too", async () => {
    const spec = ChartSpec.parse({
      type: "line",
      title: "Forecast",
      x: text("month"),
      y: [euros("sales")],
      band: { low: "low", high: "high", title: "80 % interval" },
    });
    const rows = [
      { month: "Aug", sales: 5, low: null, high: null },
      { month: "Sep", sales: -1, low: -4, high: 2 },
    ];
    expect(wordsIn(await chartSvg(block(spec, rows)))).toEqual(expect.arrayContaining(["sales", "80 % interval"]));
    expect(chartColumns(spec)).toEqual(["month", "sales", "low", "high"]);
    expect(seriesIn(chartOption(block(spec, rows))).slice(0, 2)).toEqual([
      [null, -4],
      [null, 6],
    ]);
    expect(ChartSpec.safeParse({ ...spec, type: "bar" }).success).toBe(false);
  });

  test("where both axes measure, points stand by their two values", () => {
    const share = (column: string) => ({ column, title: column, format: "percent" }) as const;
    const spec = ChartSpec.parse({ type: "scatter", title: "T", x: share("a"), y: [share("b")] });
    const rows = [
      { a: 0.9, b: 0.5 },
      { a: "0.1", b: 0.2 },
      { a: null, b: 1 },
    ];
    const option = chartOption(block(spec, rows));
    expect(seriesIn(option)).toEqual([
      [
        [0.1, 0.2],
        [0.9, 0.5],
      ],
    ]);
    expect(option).toMatchObject({ xAxis: { type: "value", min: 0, max: 1 } });
  });

  test("shares that grow beyond one, or fall, are drawn whole", () => {
    const growth = { column: "g", title: "g", format: "percent" } as const;
    const spec = ChartSpec.parse({ type: "bar", title: "T", x: text("x"), y: [growth] });
    const option = chartOption(
      block(spec, [
        { x: "a", g: -0.2 },
        { x: "b", g: 1.4 },
      ]),
    );
    expect(option).not.toMatchObject({ yAxis: { max: 1 } });
  });

  test("long names are all drawn, broken or cut, and none is left out", async () => {
    const spec = ChartSpec.parse({ type: "bar", title: "T", x: text("x"), y: [euros("v")] });
    const rows = Array.from({ length: 12 }, (_, index) => ({ x: `${index} a very long name of a customer`, v: index }));
    const words = wordsIn(await chartSvg(block(spec, rows)));
    expect(rows.filter((_, index) => words.some((it) => it.startsWith(`${index} a`)))).toHaveLength(12);
  });

  test("on dark ground it is drawn in light ink", async () => {
    const svg = await chartSvg(block(bridge, bars), 600, "dark");
    expect([svg.includes("#16201d"), svg.includes("#ffffff")]).toEqual([true, false]);
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
      expect(wordsIn(await chartSvg(block(spec, [])))).toContain("no values");
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
