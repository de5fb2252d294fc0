export { detectLanguage } from "./language.ts";
export { sentimentModel } from "./model.ts";
export { sentimentOf } from "./score.ts";
