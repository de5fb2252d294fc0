// Statements that are sent in one message and answered in one: a round trip costs both ends more than most of what is
// asked. Frontend/backend protocol 3, "Pipelining": one Sync after all of them, and the first that fails skips the rest.
import pg from "pg";
import { nameOf } from "./prepared.ts";

export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Told at once when all have succeeded, before anybody who waits for them goes on. */
  readonly done?: (result: pg.QueryResult) => void;
  /** Takes the lock, and divides by zero where what was known does not hold any more. */
  readonly guards?: boolean;
}

/** What `pg` calls on a query, which its types leave out. */
interface Driven {
  readonly name?: string;
  readonly text: string;
  requiresPreparation(): boolean;
  prepare(connection: Wire): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}

interface Wire {
  readonly stream: { write(bytes: Uint8Array): void };
  /** By name, what the server has not yet confirmed. */
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
}

/** In the place of a query of `pg`, which its client drives. */
class Together {
  readonly #statements: readonly Statement[];
  readonly #queries: readonly Driven[];
  readonly #results: pg.QueryResult[] = [];
  readonly #answer = Promise.withResolvers<readonly pg.QueryResult[]>();
  #at = 0;
  #failed: Error | undefined;
  #fresh: readonly string[] = [];

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
    this.#queries = statements.map(({ text, values = [] }) => {
      const name = nameOf(text);
      const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      const query = new pg.Query(config, (error, result) => {
        this.#failed ??= error ?? undefined;
        this.#results.push(result);
      });
      // Its types tell of what is sent, not of what is answered.
      return query as unknown as Driven;
    });
  }

  get answer(): Promise<readonly pg.QueryResult[]> {
    return this.#answer.promise;
  }

  // By these two the client remembers what the server has parsed.
  get name(): string | undefined {
    return this.#queries[this.#at]?.name;
  }
  get text(): string | undefined {
    return this.#queries[this.#at]?.text;
  }

  submit(connection: Wire): void {
    const before = new Set(Object.keys(connection.submittedNamedStatements));
    const parts: Uint8Array[] = [];
    // Each of them would send its parts one by one, and end with a Sync of its own.
    const gathering = Object.create(connection, { _send: { value: (part: Uint8Array) => parts.push(part) } }) as Wire;
    const unsynced = Object.create(gathering, { sync: { value: () => undefined } }) as Wire;
    for (const query of this.#queries) query.prepare(unsynced);
    gathering.sync();
    connection.stream.write(Buffer.concat(parts));
    this.#fresh = Object.keys(connection.submittedNamedStatements).filter((name) => !before.has(name));
  }

  handleRowDescription(message: unknown): void {
    this.#queries[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#queries[this.#at]?.handleCommandComplete(message, connection);
    this.#at += 1;
  }

  handleError(error: Error, connection?: Wire): void {
    // What came after it was never parsed.
    for (const name of this.#fresh) delete connection?.submittedNamedStatements[name];
    this.#answer.reject(error);
  }

  handleReadyForQuery(connection: Wire): void {
    for (const query of this.#queries) query.handleReadyForQuery(connection);
    if (this.#failed) return this.#answer.reject(this.#failed);
    for (const [index, { done }] of this.#statements.entries()) {
      const result = this.#results[index];
      if (result) done?.(result);
    }
    this.#answer.resolve(this.#results);
  }
}

/**
 * Sends the statements at once and gives their results in order. Outside of a transaction that was begun before, they are
 * one: all of them count or none.
 */
export function sendTogether(
  client: pg.ClientBase,
  statements: readonly Statement[],
): Promise<readonly pg.QueryResult[]> {
  const all = new Together(statements);
  // The types know of `submit` with a connection of theirs.
  client.query(all as unknown as pg.Submittable);
  return all.answer;
}
