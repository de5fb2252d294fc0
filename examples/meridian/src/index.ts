// The sample company, Meridian Instruments.
export { generateCompany } from "./company/index.ts";
export type { BillingTable, Company, CompanyOptions, ParquetFile, Picture } from "./company/index.ts";
