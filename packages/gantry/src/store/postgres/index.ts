export { launchPostgres, runningPostgres } from "./launch.ts";
export type { EmbeddedPostgres, LaunchOptions } from "./launch.ts";
