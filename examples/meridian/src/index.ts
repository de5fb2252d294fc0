// The sample company: its data, and the systems that hold it.
export { productNames } from "./company/products/catalogue.ts";
export { generateCompany, hostileTexts } from "./company/index.ts";
export type { BillingTable, Company, CompanyOptions, ParquetFile, Picture } from "./company/index.ts";
export { startSystems } from "./systems/index.ts";
