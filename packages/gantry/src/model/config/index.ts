export { defineModels, nameOf } from "./document.ts";
export type { BudgetDocument, ModelsDefinition, ModelsDocument } from "./document.ts";
export { guestsOf, settingsOf } from "./deployments.ts";
