// Charts as PNG: what a mail reader, a slide or a model sees of them.
import { expect, test } from "vitest";
import { loadSkia } from "./canvas/index.ts";
import { chartPng, chartPngIfDrawn } from "./png.ts";
import { chartSvg } from "./svg.ts";
import { chartOf, charts, euros, text } from "./testing/charts.ts";
import { pixelsOf } from "./testing/pixels.ts";

/** The most of each, the full colour of its scale. */
const green = "#1d6b57";

test.each(Object.entries(charts))(
  "a chart of type %s shows title, colours and names, and nothing is cut",
  async (_, it) => {
    const pixels = pixelsOf(await chartPng(it, { width: 720 }));
    expect(pixels.width).toBe(1440);
    // Twice as many pixels as the SVG has.
    expect(await chartSvg(it, 720)).toContain(`height="${pixels.height / 2}"`);
    expect(pixels.at(0, 0)).toBe("#ffffff");
    const title = { x: 24, y: 20, width: 500, height: 44 };
    expect(pixels.ink(title)).toBeGreaterThan(400);
    expect(pixels.has(it === charts["scatter"] ? "#1c2b26" : green)).toBe(true);
    const below = { y: pixels.height - 110, height: 110 };
    expect(pixels.ink(below)).toBeGreaterThan(300);
    for (const edge of [{ height: 2 }, { y: pixels.height - 2 }, { width: 2 }, { x: pixels.width - 2 }])
      expect(pixels.ink(edge)).toBe(0);
  },
);

test("it is as large as it is asked for, on the ground it is asked for", async () => {
  const pixels = pixelsOf(await chartPng(charts["bar"]!, { width: 400, scale: 1, theme: "dark" }));
  expect([pixels.width, pixels.at(0, 0), pixels.has("#4fb897")]).toEqual([400, "#16201d", true]);
});

test("a colour that is none is not drawn: legends have no black boxes", async () => {
  expect(pixelsOf(await chartPng(charts["line"]!)).has("#000000")).toBe(false);
});

test("names are written below their bars", async () => {
  const named = async (name: string) => {
    const spec = { type: "bar", title: "T", x: text("x"), y: [euros("v")] };
    const pixels = pixelsOf(await chartPng(chartOf(spec, [{ x: name, v: 1 }])));
    return pixels.ink({ x: 200, y: pixels.height - 52 });
  };
  const [short, long] = [await named("i"), await named("Württemberg")];
  expect(short).toBeGreaterThan(10);
  expect(long).toBeGreaterThan(short * 5);
});

test("the fonts have every letter that English, French and German are written with", async () => {
  const skia = await loadSkia();
  const letters = "AZaz09 äöüÄÖÜßẞàâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ€$£%‰−–—’‘“”„«»‹›…·•°²³½×ñåøłčőπΩЖя";
  // What they lack is as wide as the font is high.
  expect(letters.match(/./gu)?.filter((it) => skia.textWidth(it, "100px sans") === 100)).toEqual([]);
  expect(skia.textWidth("国", "100px sans")).toBe(100);
  expect(skia.textWidth("Summe", "600 15px sans")).toBeGreaterThan(skia.textWidth("Summe", "15px sans"));
});

test("an SVG is the same before and after a PNG has been drawn", async () => {
  // Classes are numbered as they come.
  const drawn = async () => (await chartSvg(charts["bar"]!)).replaceAll(/zr\d+-cls-\d+/g, "");
  const before = await drawn();
  await chartPng(charts["bar"]!);
  expect(await drawn()).toBe(before);
});

test("many at a time are drawn one after the other, each its own", async () => {
  const widths = [300, 400, 500, 600];
  const drawn = await Promise.all(widths.map((width) => chartPng(charts["bar"]!, { width, scale: 1 })));
  expect(drawn.map((it) => pixelsOf(it).width)).toEqual(widths);
});

test("a tall chart gets fewer pixels, one of thousands of lines none, and says what helps", async () => {
  const listed = (lines: number) =>
    chartOf(
      { type: "bar", horizontal: true, title: "T", x: text("x"), y: [euros("v")] },
      Array.from({ length: lines }, (_, v) => ({ x: `customer ${v}`, v })),
    );
  const tall = pixelsOf(await chartPng(listed(150)));
  expect(tall.width).toBeLessThan(1760);
  expect(tall.width).toBeGreaterThan(880);
  const most = expect.objectContaining({ code: "too-large", remedy: expect.stringContaining("SVG") });
  await expect(chartPng(listed(5000))).rejects.toEqual(most);
  expect(await chartPngIfDrawn(listed(5000))).toBeUndefined();
});
