export { defineModels } from "./document.ts";
export type { BudgetDocument, ModelsDefinition, ModelsDocument } from "./document.ts";
export { settingsOf } from "./deployments.ts";
