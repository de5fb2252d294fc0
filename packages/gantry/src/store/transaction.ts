// A transaction that sends as little as it can: what nobody waits for goes along with the next statement that somebody
// does, `begin` with the first, and `commit` with the last.
import pg from "pg";
import type { Queryable } from "./database.ts";
import { sendTogether } from "./together.ts";
import type { Statement } from "./together.ts";

export interface Transaction extends Queryable {
  /** A statement whose result nobody waits for; where it fails, so does the transaction. */
  later(statement: Statement): void;
  /** The bare client, when all before has been sent. */
  client(): Promise<pg.PoolClient>;
}

/** What a repository needs that only writes. */
export type Writable = Queryable & Partial<Pick<Transaction, "later">>;

/** Writes without waiting where that is possible. */
export async function write(db: Writable, statement: Statement): Promise<void> {
  if (db.later) return db.later(statement);
  const result = await db.query(statement.text, statement.values);
  statement.done?.(result);
}

/** What is sent at once, when all of it is known: it can be asked nothing. */
class Message implements Transaction {
  readonly statements: Statement[] = [];
  /** Whether the work has asked something all the same: nothing of it is sent then, whatever it made of the refusal. */
  asked = false;

  later(statement: Statement): void {
    this.statements.push(statement);
  }

  query: Queryable["query"] = () => this.#refuse();

  client(): Promise<never> {
    return this.#refuse();
  }

  #refuse(): Promise<never> {
    this.asked = true;
    return Promise.reject(new NeedsAnswer());
  }
}

/** The work asks something first. */
class NeedsAnswer extends Error {}

/** As PostgreSQL says that something was divided by zero: how a statement here makes all of its message void. */
const void_ = "22012";

/**
 * Does work that only writes, in one message and so in one transaction. Undefined where nothing came of it: the work had
 * something to ask, or its guard divided by zero, by which it says that what was known does not hold any more.
 *
 * @param guard goes first, where the work has no statement that guards; that one goes first then
 */
export async function inOneMessage<T>(
  pool: pg.Pool,
  guard: Statement,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> {
  const message = new Message();
  let result: T;
  try {
    result = await work(message);
  } catch (error) {
    if (message.asked) return undefined;
    throw error;
  }
  if (message.asked) return undefined;
  if (message.statements.length === 0) return result;
  try {
    const own = message.statements.find(({ guards }) => guards);
    await askTogether(pool, [own ?? guard, ...message.statements.filter((it) => it !== own)]);
    return result;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === void_) return undefined;
    throw error;
  }
}

/** Sends statements together over a connection of the pool. */
export async function askTogether(pool: pg.Pool, statements: readonly Statement[]): Promise<readonly pg.QueryResult[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await sendTogether(client, statements);
  } catch (error) {
    if (error instanceof Error && !(error instanceof pg.DatabaseError)) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A process that is stopped in the middle does not keep its locks for good from those who take over from it. */
const beginning: readonly Statement[] = [
  { text: "begin" },
  { text: "set local idle_in_transaction_session_timeout = '60s'" },
];

class OpenTransaction implements Transaction {
  readonly #client: pg.PoolClient;
  #waiting: Statement[] = [...beginning];
  #begun = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  later(statement: Statement): void {
    this.#waiting.push(statement);
  }

  async #send(more: readonly Statement[]): Promise<readonly pg.QueryResult[]> {
    const all = [...this.#waiting, ...more];
    this.#waiting = [];
    this.#begun = true;
    const results = all.length === 0 ? [] : await sendTogether(this.#client, all);
    return results.slice(results.length - more.length);
  }

  async all(statements: readonly Statement[]): Promise<readonly pg.QueryResult[]> {
    return this.#send(statements);
  }

  query: Queryable["query"] = async <R extends pg.QueryResultRow>(
    config: string | Statement,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<R>> => {
    const statement = typeof config === "string" ? { text: config, ...(values ? { values } : {}) } : config;
    const [result] = await this.#send([statement]);
    // As the caller says that it is.
    return result as pg.QueryResult<R>;
  };

  async client(): Promise<pg.PoolClient> {
    await this.#send([]);
    return this.#client;
  }

  async commit(): Promise<void> {
    if (this.#begun) return void (await this.#send([{ text: "commit" }]));
    // All of it goes in one message, which is a transaction of its own.
    const all = this.#waiting.slice(beginning.length);
    if (all.length > 0) await sendTogether(this.#client, all);
  }

  async rollback(): Promise<void> {
    if (this.#begun) await this.#client.query("rollback");
  }
}

/**
 * Runs the work in one transaction: committed when it resolves, rolled back when it throws.
 *
 * @param first statements that begin it, sent along with `begin`; the work gets a result for each
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction, first: readonly pg.QueryResult[]) => Promise<T>,
  first: readonly Statement[] = [],
): Promise<T> {
  const client = await pool.connect();
  const tx = new OpenTransaction(client);
  let broken: Error | undefined;
  try {
    const result = await work(tx, first.length === 0 ? [] : await tx.all(first));
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollback().catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error("rollback failed");
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
