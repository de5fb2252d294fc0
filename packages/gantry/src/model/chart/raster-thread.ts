// The thread in which charts become PNG: half a second for the first, and what it holds is given back with it.
import { parentPort } from "node:worker_threads";
import { raster } from "./raster.ts";
import type { RasterOrder } from "./raster.ts";

/** Nothing of what went wrong: it may say values. */
export type RasterReply = { readonly png: Uint8Array } | { readonly failed: true };

parentPort?.on("message", (order: RasterOrder) => {
  void raster(order)
    .then((png): RasterReply => ({ png }))
    .catch((): RasterReply => ({ failed: true }))
    .then((reply) => parentPort?.postMessage(reply, []));
});
