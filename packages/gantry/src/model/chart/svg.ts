// A chart as SVG without a browser: for mails, for `GET /api/runs/{id}/charts/{n}.svg` and for the command line.
import { chartColours, chartHeight, chartOption } from "@gantry/client";
import type { ChartTheme } from "@gantry/client";
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";

type ChartModule = Pick<typeof import("echarts/core"), "init">;

let loading: Promise<ChartModule> | undefined;

/** Loaded with the first chart: most runs draw none. */
const loaded = (): Promise<ChartModule> => (loading ??= load());

async function load(): Promise<ChartModule> {
  const [{ init, use }, charts, components, { SVGRenderer }] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  const { BarChart, HeatmapChart, LineChart, ScatterChart } = charts;
  const { GraphicComponent, GridComponent, LegendComponent, LegendScrollComponent } = components;
  const { TitleComponent, VisualMapComponent } = components;
  use([BarChart, HeatmapChart, LineChart, ScatterChart]);
  use([GraphicComponent, GridComponent, LegendComponent, LegendScrollComponent]);
  use([TitleComponent, VisualMapComponent, SVGRenderer]);
  return { init };
}

const titleHeight = 44;

/**
 * The chart with its title on ground of its own, `width` pixels wide (default 880), light or dark. Nothing in it loads anything, and texts of
 * the data are texts in it.
 *
 * @example
 * const svg = await chartSvg(block); // "<svg width=\"880\" height=\"344\" …"
 */
export async function chartSvg(
  block: z.infer<typeof ChartBlock>,
  width = 880,
  theme: ChartTheme = "light",
): Promise<string> {
  const { init } = await loaded();
  const height = chartHeight(block) + titleHeight;
  const { ink, ground } = chartColours(theme);
  const { tooltip: _, title, ...option } = chartOption(block, theme);
  const chart = init(null, undefined, { renderer: "svg", ssr: true, width, height });
  const heading = {
    text: block.spec.title,
    left: 12,
    top: 10,
    textStyle: { fontSize: 15, fontWeight: 600, color: ink, width: width - 24, overflow: "truncate" },
  };
  try {
    chart.setOption({
      ...lowered(option),
      backgroundColor: ground,
      // The option's own: what is said where there is nothing to draw.
      title: title === undefined ? heading : [heading, title],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** What stands at the top moved below the title, all with a margin. */
function lowered(option: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const move = (part: unknown): object => {
    if (typeof part !== "object" || part === null || !("top" in part)) return {};
    const top = typeof part.top === "number" ? part.top : 0;
    const left = "left" in part && typeof part.left === "number" ? part.left : 0;
    const bottom = "bottom" in part && typeof part.bottom === "number" ? { bottom: part.bottom + 6 } : {};
    return { ...part, top: top + titleHeight, left: left + 8, ...bottom };
  };
  const { grid, legend } = option;
  return {
    ...option,
    ...(grid === undefined ? {} : { grid: move(grid) }),
    ...(legend === undefined ? {} : { legend: move(legend) }),
  };
}
