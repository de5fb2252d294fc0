// LangGraph's checkpointer over the house: states of a graph that works on a row are kept there, sealed, and are erased with
// the run. No package of LangGraph's is needed here: its own base class comes in as a parameter.
import type { GuestCheckpoints, GuestHouse, GuestQuery } from "@gantry/contract";
import { openKeep } from "./keep.ts";
import type { Keep } from "./keep.ts";
import { withPendingSends } from "./pending-sends.ts";
import type { Checkpoint } from "./pending-sends.ts";
import { readValue, writeValue } from "./values.ts";
import type { Serializer } from "./values.ts";

/** As much of LangGraph's `BaseCheckpointSaver` as is used. */
interface SaverBase {
  readonly serde: Serializer;
  getNextVersion(current: number | string | undefined): number | string;
}

/** As much of LangChain's `RunnableConfig`. */
interface Config {
  readonly configurable?: Readonly<Record<string, unknown>>;
}

interface Tuple {
  readonly config: Config;
  readonly checkpoint: Checkpoint;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly parentConfig?: Config;
  readonly pendingWrites: readonly (readonly [task: string, channel: string, value: unknown])[];
}

type Kept = GuestCheckpoints["checkpoints"][number];

/** Places of writes that are taken anew each time, as LangGraph numbers them (WRITES_IDX_MAP). */
const places: Readonly<Record<string, number>> = {
  __error__: -1,
  __scheduled__: -2,
  __interrupt__: -3,
  __resume__: -4,
};

/**
 * A checkpointer whose states the house keeps.
 *
 * @param Base LangGraph's `BaseCheckpointSaver`
 * @param house where it is kept; default: what the graph's config says in `configurable.gantry`, as `guestHandler` sets it
 * @throws (each method) Error where no house is known, GantryError where the house refuses
 * @example
 * import { BaseCheckpointSaver } from "@langchain/langgraph";
 * const graph = builder.compile({ checkpointer: gantrySaver(BaseCheckpointSaver) });
 */
export function gantrySaver<T extends SaverBase>(Base: abstract new () => T, house?: GuestHouse): T {
  // What it extends is only known where it is used: here it is seen as the part that is needed of it.
  const Known = Base as unknown as new () => SaverBase;
  class GantrySaver extends Known {
    async getTuple(config: Config): Promise<Tuple | undefined> {
      const keep = keepOf(config, house);
      const { thread, namespace = "", id } = namesIn(config);
      if (thread === undefined) return undefined;
      const [kept] = await keep.list({ thread, namespace, limit: 1, ...(id === undefined ? {} : { id }) });
      return kept === undefined ? undefined : this.#tuple(keep, kept);
    }

    async *list(config: Config, options: ListOptions = {}): AsyncGenerator<Tuple> {
      const keep = keepOf(config, house);
      const { filter = {}, limit = Number.POSITIVE_INFINITY } = options;
      const { id: before } = namesIn(options.before ?? {});
      let left = limit;
      for await (const kept of all(keep, namesIn(config), before)) {
        if (left <= 0) return;
        const tuple = await this.#tuple(keep, kept);
        if (!Object.entries(filter).every(([name, value]) => tuple.metadata[name] === value)) continue;
        left -= 1;
        yield tuple;
      }
    }

    async put(
      config: Config,
      checkpoint: Checkpoint,
      metadata: object,
      anew: NonNullable<Checkpoint["channel_versions"]>,
    ): Promise<Config> {
      const { thread, namespace = "", id: parent } = namesIn(config);
      if (thread === undefined) throw missing("thread_id");
      const { channel_values: held = {}, channel_versions: versions = {} } = checkpoint;
      // What a channel holds goes once for each of its versions, and not with every checkpoint.
      const values = Object.entries(anew)
        .filter(([channel]) => held[channel] !== undefined)
        .map(async ([channel, version]) => ({
          channel,
          version: String(version),
          value: await writeValue(this.serde, held[channel]),
        }));
      await keepOf(config, house).checkpoint({
        thread,
        namespace,
        id: checkpoint.id,
        parent: parent ?? null,
        checkpoint: await writeValue(this.serde, { ...checkpoint, channel_values: {} }),
        metadata: await writeValue(this.serde, metadata),
        versions: Object.fromEntries(Object.entries(versions).map(([channel, version]) => [channel, String(version)])),
        values: await Promise.all(values),
      });
      return configOf({ thread, namespace, id: checkpoint.id });
    }

    async putWrites(
      config: Config,
      writes: readonly (readonly [channel: string, value: unknown])[],
      task: string,
      path = "",
    ): Promise<void> {
      const { thread, namespace = "", id } = namesIn(config);
      if (thread === undefined) throw missing("thread_id");
      if (id === undefined) throw missing("checkpoint_id");
      const written = writes.map(async ([channel, value], index) => ({
        task,
        path,
        place: places[channel] ?? index,
        channel,
        value: await writeValue(this.serde, value),
      }));
      await keepOf(config, house).writes({ thread, namespace, id, writes: await Promise.all(written) });
    }

    async deleteThread(thread: string): Promise<void> {
      await keepOf({}, house).forget(thread);
    }

    /** No two branches of a thread may give what differs the same version: numbers alone would. */
    override getNextVersion(current: string | number | undefined): string {
      const count = Number.parseInt(String(current ?? 0), 10) + 1;
      return `${String(count).padStart(10, "0")}.${crypto.randomUUID()}`;
    }

    async #tuple(keep: Keep, kept: Kept): Promise<Tuple> {
      const { thread, namespace, parent, writes } = kept;
      const held = kept.values.map(async (it) => [it.channel, await readValue(this.serde, it.value)] as const);
      const channel_values = Object.fromEntries(await Promise.all(held));
      // Written by `put`.
      const checkpoint = { ...((await readValue(this.serde, kept.checkpoint)) as Checkpoint), channel_values };
      const metadata = (await readValue(this.serde, kept.metadata)) as Tuple["metadata"];
      const pending = [...writes].sort(inOrder).map(async (it) => {
        return [it.task, it.channel, await readValue(this.serde, it.value)] as const;
      });
      const sends = async (): Promise<readonly unknown[]> => {
        const [before] = await keep.list({ thread, namespace, id: parent ?? "", limit: 1 });
        const sent = [...(before?.writes ?? [])].sort(inOrder).filter(({ channel }) => channel === "__pregel_tasks");
        return Promise.all(sent.map(({ value }) => readValue(this.serde, value)));
      };
      return {
        config: configOf(kept),
        checkpoint:
          checkpoint.v < 4 && parent !== null
            ? withPendingSends(checkpoint, await sends(), this.getNextVersion(undefined))
            : checkpoint,
        metadata,
        pendingWrites: await Promise.all(pending),
        ...(parent === null ? {} : { parentConfig: configOf({ thread, namespace, id: parent }) }),
      };
    }
  }
  // It has all that the abstract base asks for.
  return new GantrySaver() as unknown as T;
}

interface ListOptions {
  readonly limit?: number;
  readonly before?: Config;
  readonly filter?: Readonly<Record<string, unknown>>;
}

interface Names {
  readonly thread?: string;
  readonly namespace?: string;
  readonly id?: string;
}

const missing = (name: string): Error =>
  new Error(`the config has no "${name}" in its "configurable": invoke the graph with { configurable: { ${name} } }`);

const named = (value: unknown, name: string): string | undefined => {
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw new Error(`"${name}" in the config's "configurable" is no text`);
};

/** LangGraph's names in ours. An empty id is none. */
function namesIn({ configurable = {} }: Config): Names {
  const thread = named(configurable["thread_id"], "thread_id");
  const namespace = named(configurable["checkpoint_ns"], "checkpoint_ns");
  const id = named(configurable["checkpoint_id"], "checkpoint_id");
  return {
    ...(thread === undefined ? {} : { thread }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(id === undefined || id === "" ? {} : { id }),
  };
}

const configOf = ({ thread, namespace, id }: Required<Names>): Config => ({
  configurable: { thread_id: thread, checkpoint_ns: namespace, checkpoint_id: id },
});

function keepOf({ configurable = {} }: Config, house: GuestHouse | undefined): Keep {
  // Set by `guestHandler`.
  const known = house ?? (configurable["gantry"] as GuestHouse | undefined);
  if (known === undefined)
    throw new Error('no house to keep checkpoints: give the saver one, or the config a "configurable.gantry"');
  return openKeep(known);
}

const page = 100;

/** A page at a time. */
async function* all(keep: Keep, names: Names, before: string | undefined): AsyncGenerator<Kept> {
  const wanted: GuestQuery = { ...names, limit: page };
  let older = before;
  for (;;) {
    const found = await keep.list(older === undefined ? wanted : { ...wanted, before: older });
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < page) return;
    older = last.id;
  }
}

/** As LangGraph applies them: by task path, task and place (writesSortKey). */
const inOrder = (one: Kept["writes"][number], other: Kept["writes"][number]): number =>
  byCodePoint(one.path, other.path) || byCodePoint(one.task, other.task) || one.place - other.place;

function byCodePoint(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (const [index, letter] of a.entries()) {
    const [left, right] = [letter.codePointAt(0) ?? 0, b[index]?.codePointAt(0) ?? -1];
    if (left !== right) return left - right;
  }
  return a.length - b.length;
}
