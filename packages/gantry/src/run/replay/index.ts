export { replayRun } from "./replay.ts";
export type { ReplaySetting, Replaying } from "./types.ts";
