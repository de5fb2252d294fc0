// Which runs may go at a time: limits of a flow over all its runs and for each tenant, and places shared fairly between
// tenants. A run of a flow with limits begins when it is admitted; one that waits for a person gives its place back.
import type { Caller } from "../policy/index.ts";
import { canonicalJson } from "../policy/index.ts";
import type { EnqueueOptions, Lane, LaneLimits } from "./durable/index.ts";
import { keyedName } from "./identity.ts";
import type { HashKey } from "./identity.ts";

/** What of a flow's runs goes at a time, over all processes. */
export interface QueuePolicy {
  /** Most runs at work at a time. */
  readonly concurrency?: number;
  /** Of one tenant. */
  readonly tenantConcurrency?: number;
  readonly startsPerMinute?: number;
  readonly tenantStartsPerMinute?: number;
  /** Whose steps go first where places are few. Default `normal`. */
  readonly priority?: "high" | "normal" | "low";
  /** While a run with the same input waits for its turn or is at work for the tenant, who asks again is given that run. */
  readonly deduplicate?: "input";
}

/** By flow; `*` for those that are not named. */
export type QueuePolicies = Readonly<Record<string, QueuePolicy>>;

/** Where a run and its flow's limits come from. */
export interface QueueHouse {
  readonly queues?: QueuePolicies;
  readonly concurrency?: number;
  readonly keyring: HashKey;
}

/** Most jobs at a time in a process, where nothing else is said. */
export const usualConcurrency = 16;

export const queuePolicyOf = ({ queues = {} }: Pick<QueueHouse, "queues">, flow: string): QueuePolicy =>
  queues[flow] ?? queues["*"] ?? {};

/** Of whoever has no tenant. */
export const usualTenant = "default";

/** Whose caller it is: the attribute `tenant`, which a token's claim of that name gives. */
export const tenantOf = ({ attributes }: Pick<Caller, "attributes">): string => attributes["tenant"] ?? usualTenant;

const partitionOf = ({ keyring }: QueueHouse, tenant: string): string =>
  keyedName(keyring, `tenant\0${tenant}`).slice(0, 16);

/** Numbers of priorities that one level takes. */
const levels = { high: 0, normal: 3, low: 6 } as const;

interface Queued {
  readonly flow: string;
  readonly caller: Pick<Caller, "attributes">;
}

/** How a job of a run is enqueued. Tenants share places; what no tenant has goes the usual way. */
export function jobOptions(house: QueueHouse, run: Queued, options: EnqueueOptions = {}): EnqueueOptions {
  if (options.lane !== undefined) return options;
  const { priority = "normal" } = queuePolicyOf(house, run.flow);
  const tenant = tenantOf(run.caller);
  return {
    ...options,
    priority: (options.priority ?? 0) + levels[priority],
    ...(tenant === usualTenant ? {} : { lane: tenantLane(house, tenant) }),
  };
}

/** A quarter of the places is left to others, however much one tenant has to do. */
function tenantLane(house: QueueHouse, tenant: string): Lane {
  const { concurrency = usualConcurrency } = house;
  const limits = { workerConcurrency: concurrency, partitionWorkerConcurrency: Math.ceil((concurrency * 3) / 4) };
  return { name: "gantry.tenants", limits, partition: partitionOf(house, tenant) };
}

/** Where a run of this flow waits to be admitted; undefined where it begins at once. */
export function admissionLane(
  house: QueueHouse,
  run: Queued & { readonly input: Readonly<Record<string, unknown>> },
): Lane | undefined {
  const policy = queuePolicyOf(house, run.flow);
  const limits = limitsOf(policy);
  const tenant = tenantOf(run.caller);
  if (limits === undefined) return undefined;
  const input = `input\0${run.flow}\0${tenant}\0${canonicalJson(run.input)}`;
  return {
    name: `gantry.flow.${run.flow}`,
    limits,
    partition: partitionOf(house, tenant),
    ...(policy.deduplicate === undefined ? {} : { unique: keyedName(house.keyring, input) }),
  };
}

/** A queue that is divided needs a limit of its parts: where none is meant, that of the whole. */
function limitsOf({ deduplicate, ...policy }: QueuePolicy): LaneLimits | undefined {
  const { concurrency, startsPerMinute } = policy;
  const tenantConcurrency = least(policy.tenantConcurrency, concurrency);
  const tenantStarts = least(policy.tenantStartsPerMinute, startsPerMinute);
  const limits: LaneLimits = {
    ...(concurrency === undefined ? {} : { globalConcurrency: concurrency }),
    ...(tenantConcurrency === undefined ? {} : { partitionConcurrency: tenantConcurrency }),
    ...(startsPerMinute === undefined ? {} : { rateLimit: perMinute(startsPerMinute) }),
    ...(tenantStarts === undefined ? {} : { partitionRateLimit: perMinute(tenantStarts) }),
  };
  if (Object.keys(limits).length > 0) return limits;
  return deduplicate === undefined ? undefined : { partitionWorkerConcurrency: unlimited };
}

const unlimited = 1_000_000;

const perMinute = (limitPerPeriod: number) => ({ limitPerPeriod, periodSec: 60 }) as const;

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** Whether an admitted run keeps its place until it comes to rest. */
export const holdsPlace = ({ concurrency, tenantConcurrency, deduplicate }: QueuePolicy): boolean =>
  concurrency !== undefined || tenantConcurrency !== undefined || deduplicate !== undefined;
