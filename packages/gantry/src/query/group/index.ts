// Numbers over one table, made by its source.
export { groupedTable, groupingOf, type Grouping, type Reading } from "./grouping.ts";
