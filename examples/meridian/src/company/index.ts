// The sample company's public face.
export { generateCompany } from "./generate.ts";
export { hostileTexts } from "./tickets/hostile.ts";
export type { BillingTable, Company, CompanyOptions, ParquetFile, Picture } from "./types.ts";
