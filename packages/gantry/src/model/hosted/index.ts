export { hostGuest } from "./host.ts";
export type { HostedModule } from "./host.ts";
