export { anomaliesOf } from "./anomaly.ts";
export { anomalyModel, trendModel } from "./model.ts";
export { trendOf } from "./theil-sen.ts";
