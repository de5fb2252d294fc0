// The thread in which charts become PNG: the first takes half a second, and 80 MB that end with the thread.
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
