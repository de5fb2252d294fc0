// A chart as SVG without a browser: for `GET /api/runs/{id}/charts/{n}.svg`, for pages and for the command line.
import type { ChartTheme } from "@gantry/client";
import { loadECharts } from "./echarts.ts";
import { pictureOf } from "./picture.ts";
import type { Chart } from "./picture.ts";

/**
 * The chart with its title on ground of its own, `width` pixels wide (default 880), light or dark. Nothing in it loads anything, and texts of
 * the data are texts in it.
 *
 * @example
 * const svg = await chartSvg(block); // "<svg width=\"880\" height=\"344\" …"
 */
export async function chartSvg(block: Chart, width?: number, theme?: ChartTheme): Promise<string> {
  const { init } = await loadECharts();
  const { width: wide, height, option } = pictureOf(block, width, theme);
  const chart = init(null, undefined, { renderer: "svg", ssr: true, width: wide, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
