export { conformalWidth, forecastOf, seasonalNaive } from "./forecast.ts";
export type { Forecast, Method } from "./forecast.ts";
export { forecastModel } from "./model.ts";
