export { createAuthenticate } from "./authenticate.ts";
export type { Authenticate, Introspector, TrustedIssuer } from "./authenticate.ts";
export type { AuditDeps, LedgerVerdict, PublishedFlow, RowStream, ServeDeps, SystemEndpoint } from "./deps.ts";
export { localIssuer, openIssuer } from "./issuer.ts";
export type { Issuer, Persona } from "./issuer.ts";
export type { Gateway, GatewayTexts } from "./openai/index.ts";
export { createServer } from "./server.ts";
