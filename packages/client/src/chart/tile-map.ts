// A map by country or region: tiles coloured by a value, the scale below, and what is not on the map named.
import type { ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { nothingToDraw } from "./axes.ts";
import { full, numberOf, short } from "./look.ts";
import type { ChartOption, ChartRow, Look } from "./look.ts";
import { placeOf } from "./places.ts";
import type { Place } from "./places.ts";
import { scaleOf } from "./scale.ts";
import { tileColumns, tileLines, tiles } from "./tiles.ts";

interface Valued extends Place {
  readonly value: number;
}

const hidden = (count: number): ChartOption => ({
  type: "category",
  data: Array.from({ length: count }, (_, index) => index),
  show: false,
});

const tileOf = new Map(tiles.map((it) => [it.code, it]));
const mean = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;

/** The tile nearest to the middle of a region. */
function middleOf(codes: readonly string[]): readonly [number, number] {
  const own = codes.flatMap((code) => tileOf.get(code) ?? []);
  const [column, line] = [mean(own.map((it) => it.column)), mean(own.map((it) => it.line))];
  return [Math.round(column), Math.round(line)];
}

export function tileMapOption({ x, y }: ChartSpec, rows: readonly ChartRow[], look: Look): ChartOption {
  const [axis] = y;
  if (axis === undefined) return {};
  const asked = rows.flatMap((row) => {
    const value = numberOf(row[axis.column]);
    const text = formatCell(row[x.column], x.format);
    return value === null || text === "" ? [] : [{ text, value, place: placeOf(text) }];
  });
  if (asked.length === 0) return nothingToDraw(look);
  const places = asked.flatMap(({ place, value }): Valued[] => (place === null ? [] : [{ ...place, value }]));
  const lost = asked.filter((it) => it.place === null).map((it) => it.text);
  const { visualMap, inkOn } = scaleOf(
    places.map((it) => it.value),
    look,
  );
  const isWide = places.some((it) => it.codes.length > 1);
  const coloured = places.flatMap(({ codes, value, name }) =>
    codes.flatMap((code) => {
      const tile = tileOf.get(code);
      return tile === undefined
        ? []
        : [{ name, value: [tile.column, tile.line, value], label: { color: inkOn(value), formatter: code } }];
    }),
  );
  const isColoured = new Set(places.flatMap((it) => it.codes));
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 44 },
    tooltip: {
      formatter: ({ name, value }: { readonly name: string; readonly value: readonly number[] }) =>
        value.length === 3 && name !== "" ? `${name.replace(/[<>&]/g, "")}: ${full(value[2], axis)}` : "",
    },
    xAxis: hidden(tileColumns),
    yAxis: { ...hidden(tileLines), inverse: true },
    visualMap: [
      {
        ...visualMap,
        show: true,
        seriesIndex: 1,
        orient: "horizontal",
        left: 8,
        bottom: 6,
        itemWidth: 10,
        itemHeight: 120,
        calculable: false,
        text: [short(Number(visualMap["max"]), axis), short(Number(visualMap["min"]), axis)],
        textStyle: { color: look.faint },
      },
      { show: false, seriesIndex: 0, min: 0, max: 1, inRange: { color: [look.empty, look.empty] } },
    ],
    ...(lost.length === 0
      ? {}
      : {
          graphic: {
            type: "text",
            right: 12,
            bottom: 12,
            style: {
              text: `not on the map: ${lost.length > 4 ? `${lost.slice(0, 4).join(", ")} and ${lost.length - 4} more` : lost.join(", ")}`,
              fill: look.faint,
              width: 420,
              overflow: "truncate",
            },
          },
        }),
    series: [
      {
        type: "heatmap",
        silent: true,
        data: tiles
          .filter((it) => !isColoured.has(it.code))
          .map(({ code, column, line }) => ({
            value: [column, line, 0],
            label: { formatter: code, color: look.muted },
          })),
        label: { show: true, fontSize: 10 },
        itemStyle: { borderColor: look.ground, borderWidth: 2, borderRadius: 3 },
      },
      {
        type: "heatmap",
        name: axis.title,
        data: coloured,
        label: { show: !isWide, fontSize: 10 },
        itemStyle: { borderColor: look.ground, borderWidth: 2, borderRadius: 3 },
      },
      {
        // Names and values of whole regions, over their tiles.
        type: "scatter",
        silent: true,
        symbolSize: 0.1,
        itemStyle: { opacity: 1 },
        data: isWide
          ? places.map(({ name, codes, value }) => ({
              value: middleOf(codes),
              label: { formatter: `${name}  ${short(value, axis)}` },
            }))
          : [],
        label: {
          show: true,
          color: look.ink,
          backgroundColor: look.ground,
          borderRadius: 3,
          padding: [4, 7],
          fontSize: 13,
          fontWeight: 600,
        },
      },
    ],
  };
}
