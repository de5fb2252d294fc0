// A chart as PNG: for mails, whose readers show no SVG, for slides, and for models that look at pictures.
import type { ChartTheme } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import { createThread } from "../thread.ts";
import { pictureSize } from "./picture.ts";
import type { Chart } from "./picture.ts";
import type { RasterReply } from "./raster-thread.ts";
import type { RasterOrder } from "./raster.ts";

export interface PngLook {
  /** Pixels of the chart; default 880. */
  readonly width?: number | undefined;
  readonly theme?: ChartTheme | undefined;
  /** Pixels of the PNG for each of the chart's, 1 to 4; default 2, as most screens have it. A tall chart may get fewer. */
  readonly scale?: number | undefined;
}

/** 32 MB while it is drawn. */
const mostPixels = 8_000_000;

const program = import.meta.url.endsWith(".ts")
  ? new URL("./raster-thread.ts", import.meta.url)
  : new URL("./raster-thread.js", import.meta.url);

/** One for the process: charts are drawn one after the other, and some minutes without one free what it holds. */
const thread = createThread<RasterOrder, RasterReply>(program, { patience: 30_000, idle: 120_000, memory: 512 });

/**
 * The chart as `chartSvg` shows it, in letters of our own: DejaVu Sans.
 *
 * @throws GantryError `too-large` where its lines are too many for a picture, `unavailable` where it can't be drawn now
 * @example
 * const png = await chartPng(block, { width: 720 }); // 1440 pixels wide
 */
export async function chartPng(block: Chart, { width, theme = "light", scale = 2 }: PngLook = {}): Promise<Buffer> {
  const size = pictureSize(block, width);
  const most = Math.sqrt(mostPixels / (size.width * size.height));
  if (most < 1)
    throw new GantryError("too-large", "the chart has too many lines for a picture", {
      remedy: "take it as SVG, or narrow the question",
    });
  const reply = await thread.ask({ block, width: size.width, theme, scale: Math.min(scale, most) });
  if ("png" in reply) return Buffer.from(reply.png);
  const why = "lost" in reply && reply.lost === "late" ? "took too long to draw" : "could not be drawn";
  throw new GantryError("unavailable", `the chart ${why} as PNG`, { remedy: "take it as SVG", retryable: true });
}

/** The same for what can go without it; undefined where it can't be drawn. */
export async function chartPngIfDrawn(block: Chart, look?: PngLook): Promise<Buffer | undefined> {
  try {
    return await chartPng(block, look);
  } catch (error) {
    if (error instanceof GantryError) return undefined;
    throw error;
  }
}
