// Our chart spec drawn by ECharts as SVG; only the chart kinds we use are bundled.
import { chartHeight, chartOption } from "@gantry/client";
import type { ChartBlock } from "@gantry/contract";
import { BarChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { z } from "zod";

use([BarChart, HeatmapChart, LineChart, ScatterChart]);
use([GraphicComponent, GridComponent, LegendComponent, LegendScrollComponent, TitleComponent]);
use([TooltipComponent, VisualMapComponent, SVGRenderer]);

export function ChartBlockView({ block }: { readonly block: z.infer<typeof ChartBlock> }) {
  const place = useRef<HTMLDivElement>(null);
  const height = chartHeight(block);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: "svg" });
    chart.setOption(chartOption(block));
    const resize = (): void => chart.resize();
    addEventListener("resize", resize);
    return () => {
      removeEventListener("resize", resize);
      chart.dispose();
    };
  }, [block]);
  return (
    <section className="chart-block">
      <h2>{block.spec.title}</h2>
      <div ref={place} style={{ height }} role="img" aria-label={`${block.spec.title}: ${block.rows.length} values`} />
    </section>
  );
}
