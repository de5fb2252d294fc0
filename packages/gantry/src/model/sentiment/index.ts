export { detectLanguage } from "./language.ts";
export { macroF1, moodOf } from "./measure.ts";
export { sentimentModel } from "./model.ts";
export { sentimentOf } from "./score.ts";
