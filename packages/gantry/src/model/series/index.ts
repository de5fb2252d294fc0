export { medianOf, seenOf, seriesInputs, seriesOf } from "./series.ts";
export type { Point, TimeSeries } from "./series.ts";
