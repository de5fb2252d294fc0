// Our chart spec as an option for ECharts: pure, the same in the browser and on the server.
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";
import { heatMapOption } from "./heat-map.ts";
import { lookOf } from "./look.ts";
import type { ChartOption, ChartTheme, Look } from "./look.ts";
import { plainOption } from "./plain.ts";
import { tileMapOption } from "./tile-map.ts";
import { waterfallOption } from "./waterfall.ts";

type Drawn = Pick<z.infer<typeof ChartBlock>, "spec" | "rows">;

const optionOf = ({ spec, rows }: Drawn, look: Look): ChartOption => {
  switch (spec.type) {
    case "heatmap":
      return heatMapOption(spec, rows, look);
    case "waterfall":
      return waterfallOption(spec, rows, look);
    case "map":
      return tileMapOption(spec, rows, look);
    default:
      return plainOption(spec, rows, look);
  }
};

/** What ECharts draws for a chart block. Takes no HTML and no address from the data: texts are drawn as texts. */
export const chartOption = (block: Drawn, theme: ChartTheme = "light"): ChartOption => {
  const look = lookOf(theme);
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", color: look.ink },
    ...optionOf(block, look),
  };
};

/** The ink and the ground that a chart is drawn with. */
export const chartColours = (theme: ChartTheme): { readonly ink: string; readonly ground: string } => {
  const { ink, ground } = lookOf(theme);
  return { ink, ground };
};

/** How high a chart is drawn, in pixels: where lines are listed, by their number. */
export function chartHeight({ spec, rows }: Drawn): number {
  const lines = (column: string): number => new Set(rows.map((row) => row[column])).size;
  if (spec.type === "map") return 440;
  if (spec.horizontal === true) return Math.max(140, lines(spec.x.column) * 26 + 60);
  if (spec.type === "heatmap") return Math.max(160, lines(spec.y[0]?.column ?? "") * 34 + 72);
  return spec.type === "waterfall" ? 340 : 300;
}
