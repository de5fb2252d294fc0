export { detectLanguage } from "./language.ts";
export { sentimentDeployment, sentimentModel } from "./model.ts";
export { sentimentOf } from "./score.ts";
