export type { Gateway, GatewayChat, GatewayTexts, ModelEntry } from "./gateway.ts";
export { openAiRoutes } from "./routes.ts";
