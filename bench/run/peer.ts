// LangGraph.js with its Postgres checkpointer: fetched on demand into a cache folder outside the repository, at the very
// versions named here, so that nobody who does not measure carries it.
import pg from "pg";
import type { Cell } from "../../packages/gantry/src/catalog/index.ts";
import { fetchPeers } from "../../test/support/peers.ts";
import { openPeerSql } from "./peer-sql.ts";
import { customers, models } from "./work.ts";
import type { Side } from "./work.ts";

/** All MIT. */
const versions = {
  "@langchain/core": "1.4.0",
  "@langchain/langgraph": "1.7.3",
  "@langchain/langgraph-checkpoint-postgres": "1.0.5",
} as const;

export const peerName = `LangGraph.js ${versions["@langchain/langgraph"]} with its Postgres checkpointer ${versions["@langchain/langgraph-checkpoint-postgres"]}`;

/** When a step's checkpoint is written: while the next step runs (LangGraph's default), or before it begins. */
export type Durability = "async" | "sync";

interface State {
  readonly customer: string;
  readonly row: Readonly<Record<string, Cell>>;
}

/** As much of LangGraph as is used here; its own types are not there when this is checked. */
interface LangGraph {
  readonly Annotation: ((() => unknown) & { Root(channels: Record<string, unknown>): unknown }) & object;
  readonly StateGraph: new (state: unknown) => Builder;
  readonly START: string;
  readonly END: string;
  interrupt(this: void, value: unknown): unknown;
  readonly Command: new (options: { readonly resume: unknown }) => object;
}
interface Builder {
  addNode(name: string, node: (state: State) => Promise<Partial<State>>): Builder;
  addEdge(from: string, to: string): Builder;
  compile(options: { readonly checkpointer: unknown }): Graph;
}
interface Graph {
  invoke(input: object, config: object): Promise<State & { readonly __interrupt__?: readonly unknown[] }>;
}
interface Checkpointers {
  readonly PostgresSaver: new (
    pool: pg.Pool,
    serde: undefined,
    options: { readonly schema: string },
  ) => { setup(): Promise<void> };
}

/**
 * Opens it in this process, on a schema of its own in the database.
 *
 * @param reads whether the customer is read by SQL, as on our side, or just looked up
 */
export async function openPeer(
  url: string,
  inFlight: number,
  durability: Durability,
  reads: "sql" | "lookup" = "sql",
): Promise<Side> {
  const { load } = fetchPeers(versions);
  // At the versions named above they are so.
  const { Annotation, StateGraph, START, END, interrupt, Command } = (await load("@langchain/langgraph")) as LangGraph;
  const { PostgresSaver } = (await load("@langchain/langgraph-checkpoint-postgres")) as Checkpointers;
  const pool = new pg.Pool({ connectionString: url, max: inFlight + 8 });
  // Connections at rest may be told that the server goes.
  pool.on("error", () => undefined);
  const checkpointer = new PostgresSaver(pool, undefined, { schema: `langgraph_${durability}_${reads}` });
  await checkpointer.setup();

  const scored =
    (name: string) =>
    async ({ row }: State): Promise<Partial<State>> => {
      const scores = await models.get(name)?.score([row]);
      return { row: { ...row, ...scores?.outputs[0] } };
    };
  const sql = reads === "sql" ? await openPeerSql(inFlight) : undefined;
  const found = async ({ customer }: State): Promise<Partial<State>> => {
    if (sql) return { row: await sql.query(customers, customer) };
    const row = customers.find(({ id }) => id === customer);
    return row ? { row: { ...row } } : {};
  };
  const review = async ({ row }: State): Promise<Partial<State>> => {
    const decision = interrupt({ name: row["name"], weight: row["weight"] });
    if (decision !== "accept") throw new Error("rejected");
    return { row };
  };
  const names = ["found", "valued", "weighed", "review", "discounted", "priced"];
  const nodes = [found, scored("value"), scored("weight"), review, scored("discount"), scored("price")];
  let builder = new StateGraph(Annotation.Root({ customer: Annotation(), row: Annotation() }));
  for (const [index, name] of names.entries()) {
    const node = nodes[index];
    if (node) builder = builder.addNode(name, node).addEdge(names[index - 1] ?? START, name);
  }
  const graph = builder.addEdge(names.at(-1) ?? START, END).compile({ checkpointer });
  let count = 0;
  return {
    flow: async (customer) => {
      const config = { configurable: { thread_id: `t${count++}` }, durability };
      const waiting = await graph.invoke({ customer: customer.id }, config);
      if (waiting.__interrupt__?.length !== 1) throw new Error("the graph did not wait");
      const { row } = await graph.invoke(new Command({ resume: "accept" }), config);
      return Number(row["price"]);
    },
    close: () => pool.end(),
  };
}
