// Our chart spec drawn by ECharts as SVG; only the chart kinds we use are bundled.
import type { ChartBlock } from "@gantry/contract";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { z } from "zod";
import { chartOption } from "./chart-option.ts";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export function ChartBlockView({ block }: { readonly block: z.infer<typeof ChartBlock> }) {
  const place = useRef<HTMLDivElement>(null);
  const height = block.spec.horizontal ? Math.max(140, block.rows.length * 26 + 60) : 280;
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: "svg" });
    chart.setOption(chartOption(block.spec, block.rows));
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
