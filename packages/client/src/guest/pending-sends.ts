// Checkpoints before version 4 had what was sent to tasks in a field of its own; from then on it is a channel.
/** As much of a checkpoint as is looked at. */
export interface Checkpoint {
  readonly v: number;
  readonly id: string;
  readonly channel_values?: Readonly<Record<string, unknown>>;
  readonly channel_versions?: Readonly<Record<string, number | string>>;
}

const channel = "__pregel_tasks";

/** @param first the version of a channel that has none yet, where no other channel has one */
export function withPendingSends(
  checkpoint: Checkpoint,
  sends: readonly unknown[],
  first: number | string,
): Checkpoint {
  const versions = Object.values(checkpoint.channel_versions ?? {});
  const newest = versions.reduce<number | string | undefined>(
    (found, version) => (found === undefined || isAfter(version, found) ? version : found),
    undefined,
  );
  return {
    ...checkpoint,
    channel_values: { ...checkpoint.channel_values, [channel]: sends },
    channel_versions: { ...checkpoint.channel_versions, [channel]: newest ?? first },
  };
}

const isAfter = (one: number | string, other: number | string): boolean =>
  typeof one === "number" && typeof other === "number" ? one > other : String(one).localeCompare(String(other)) > 0;
