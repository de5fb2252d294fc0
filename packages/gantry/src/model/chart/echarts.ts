// ECharts, loaded with the first chart, since most runs draw none. The whole of it in one file takes 15 MB, its modules for our
// charts alone 90.
import { createRequire } from "node:module";

type ECharts = Pick<typeof import("echarts"), "init" | "innerDrawElementOnCanvas" | "setPlatformAPI">;

let loaded: ECharts | undefined;

export const loadECharts = (): ECharts =>
  // The file has no types of its own: they are the package's.
  (loaded ??= createRequire(import.meta.url)("echarts/dist/echarts.min.js") as ECharts);
