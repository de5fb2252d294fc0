export type { Gateway, GatewayChat, ModelEntry } from "./gateway.ts";
export { openAiRoutes } from "./routes.ts";
