export type * from "./types.ts";
export type * from "./relation.ts";
export { defineCatalog, findColumn, withConnections } from "./define.ts";
export type { CatalogDocument, CatalogLock, ColumnAnnotation, TableAnnotation } from "./define.ts";
export { addDays, dayIn, isDay } from "./days.ts";
export { resolvePeriod } from "./period.ts";
export type { Period, PeriodOptions } from "./period.ts";
export { suggest } from "./suggest/index.ts";
export type { LabelSuggestion, SampledTable, SampledValue, Suggestions, TableSample } from "./suggest/index.ts";
