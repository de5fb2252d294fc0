// The same picture in pixels: ECharts lays the chart out as for SVG, and each of its elements is drawn on a sheet of Skia's.
// Texts are measured in the fonts they are drawn with, for all that ECharts does in this thread, so it runs in one of its own.
import type { ChartTheme } from "@gantry/client";
import { fontFamily, loadSkia } from "./canvas/index.ts";
import type { Skia } from "./canvas/index.ts";
import { loadECharts } from "./echarts.ts";
import { pictureOf } from "./picture.ts";
import type { Chart } from "./picture.ts";

export interface RasterOrder {
  readonly block: Chart;
  /** Pixels of the picture. */
  readonly width: number;
  readonly theme: ChartTheme;
  /** Pixels of the PNG for each of the picture's. */
  readonly scale: number;
}

let loading: Promise<Skia> | undefined;

/** The bytes of a PNG. Throws TypeError where there is no memory for it. */
export async function raster({ block, width, theme, scale }: RasterOrder): Promise<Uint8Array> {
  const { init, innerDrawElementOnCanvas, setPlatformAPI } = await loadECharts();
  const skia = await (loading ??= loadSkia());
  setPlatformAPI({ measureText: (text, font) => ({ width: skia.textWidth(text, font ?? "") }) });
  const { height, ground, option } = pictureOf(block, width, theme);
  const chart = init(null, undefined, { renderer: "svg", ssr: true, width, height });
  const sheet = skia.sheet(Math.round(width * scale), Math.round(height * scale));
  try {
    chart.setOption({ ...option, textStyle: { fontFamily } });
    const { context } = sheet;
    context.fillStyle = ground;
    context.fillRect(0, 0, width * scale, height * scale);
    context.dpr = scale;
    for (const element of chart.getZr().storage.getDisplayList(true)) {
      // Nothing lies outside: whoever draws single elements knows no view.
      element.culling = false;
      innerDrawElementOnCanvas(context, element);
    }
    return sheet.png();
  } finally {
    sheet.delete();
    chart.dispose();
  }
}
