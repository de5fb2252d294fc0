export { createAuthenticate } from "./authenticate.ts";
export type { Authenticate, Introspector, TrustedIssuer } from "./authenticate.ts";
export type {
  AuditDeps,
  DocumentsDeps,
  LedgerVerdict,
  PublishedFlow,
  RowStream,
  ServeDeps,
  SystemEndpoint,
} from "./deps.ts";
export { createDraining } from "./drain.ts";
export type { Draining } from "./drain.ts";
export type { RateLimit } from "./limit.ts";
export { localIssuer, openIssuer } from "./issuer.ts";
export type { Issuer, Persona } from "./issuer.ts";
export type { LocalDeps } from "./local.ts";
export type { Gateway, GatewayTexts } from "./openai/index.ts";
export type { MetricsDeps } from "./routes/metrics.ts";
export type { Served } from "./served.ts";
export { createServer } from "./server.ts";
