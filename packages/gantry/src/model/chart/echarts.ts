// ECharts with the parts that our charts are made of: loaded with the first chart, since most runs draw none.

type ECharts = Pick<typeof import("echarts/core"), "init" | "innerDrawElementOnCanvas" | "setPlatformAPI">;

let loading: Promise<ECharts> | undefined;

export const loadECharts = (): Promise<ECharts> => (loading ??= load());

async function load(): Promise<ECharts> {
  const [core, charts, components, { SVGRenderer }] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  const { BarChart, HeatmapChart, LineChart, ScatterChart } = charts;
  const { GraphicComponent, GridComponent, LegendComponent, LegendScrollComponent } = components;
  const { TitleComponent, VisualMapComponent } = components;
  core.use([BarChart, HeatmapChart, LineChart, ScatterChart]);
  core.use([GraphicComponent, GridComponent, LegendComponent, LegendScrollComponent]);
  core.use([TitleComponent, VisualMapComponent, SVGRenderer]);
  return core;
}
