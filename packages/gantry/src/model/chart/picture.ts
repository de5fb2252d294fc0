// What is drawn of a chart where no browser does it: its plot below its title, on ground of its own.
import { chartColours, chartHeight, chartOption, usualWidth } from "@gantry/client";
import type { ChartTheme } from "@gantry/client";
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";

export type Chart = z.infer<typeof ChartBlock>;

export interface PictureSize {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Picture extends PictureSize {
  readonly ground: string;
  /** What ECharts takes. */
  readonly option: Readonly<Record<string, unknown>>;
}

const titleHeight = 44;

export const pictureSize = (block: Chart, width = usualWidth): PictureSize => ({
  width,
  height: chartHeight(block, width) + titleHeight,
});

export function pictureOf(block: Chart, wanted?: number, theme: ChartTheme = "light"): Picture {
  const { width, height } = pictureSize(block, wanted);
  const { ink, ground } = chartColours(theme);
  const { tooltip: _, title, ...option } = chartOption(block, { theme, width });
  const heading = {
    text: block.spec.title,
    left: 12,
    top: 10,
    textStyle: { fontSize: 15, fontWeight: 600, color: ink, width: width - 24, overflow: "truncate" },
  };
  return {
    width,
    height,
    ground,
    option: {
      ...lowered(option),
      backgroundColor: ground,
      // The option's own: what is said where there is nothing to draw.
      title: title === undefined ? heading : [heading, title],
    },
  };
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
