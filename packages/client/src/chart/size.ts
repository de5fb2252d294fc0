// How a chart is to be drawn by the server.
import type { ChartTheme } from "./look.ts";

export interface ChartSize {
  /** Pixels, 240 to 2,000; default 880. */
  readonly width?: number;
  /** Default light. */
  readonly theme?: ChartTheme;
}

export interface PngSize extends ChartSize {
  /** Pixels of the PNG for each of the chart's. */
  readonly scale?: number;
}

/** "" or "?width=420&theme=dark". */
export function sizeQuery({ width, theme, scale }: PngSize): string {
  const query = new URLSearchParams({
    ...(width === undefined ? {} : { width: String(width) }),
    ...(theme === undefined ? {} : { theme }),
    ...(scale === undefined ? {} : { scale: String(scale) }),
  });
  return query.size === 0 ? "" : `?${query}`;
}
