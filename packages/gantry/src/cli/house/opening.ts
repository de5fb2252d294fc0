// What every part of a house is opened with.
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Observation } from "../observe.ts";
import type { Project } from "../project.ts";
import type { Settings } from "../settings.ts";

export interface Opening {
  readonly project: Project;
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: Clock;
  readonly watch: Observation;
  /** Whoever opens a part adds how it is closed; the last that was opened is closed first. */
  readonly closers: (() => Promise<unknown>)[];
}
