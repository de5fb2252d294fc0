// How a chart is to be drawn by the server.
import type { ChartTheme } from "./look.ts";

export interface ChartSize {
  /** Pixels, 240 to 2,000; default 880. */
  readonly width?: number;
  /** Default light. */
  readonly theme?: ChartTheme;
}

/** "" or "?width=420&theme=dark". */
export function sizeQuery({ width, theme }: ChartSize): string {
  const query = new URLSearchParams({
    ...(width === undefined ? {} : { width: String(width) }),
    ...(theme === undefined ? {} : { theme }),
  });
  return query.size === 0 ? "" : `?${query}`;
}
