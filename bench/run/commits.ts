// What the database itself can do: one INSERT and COMMIT after the other on each of so many connections.
import pg from "pg";

/** Opens it; `run` gives commits a second over about so many seconds. */
export async function openCommits(
  url: string,
  inFlight: number,
): Promise<{ run(seconds: number): Promise<number>; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: inFlight });
  // Connections at rest may be told that the server goes.
  pool.on("error", () => undefined);
  await pool.query("create table public.raw_commits (id bigserial primary key, body bytea not null)");
  /** As much as a step of the flow seals. */
  const body = Buffer.alloc(512, 7);
  return {
    run: async (seconds) => {
      const began = performance.now();
      const until = began + seconds * 1000;
      let commits = 0;
      const lane = async (): Promise<void> => {
        const client = await pool.connect();
        while (performance.now() < until) {
          await client.query({
            name: "insert",
            text: "insert into public.raw_commits (body) values ($1)",
            values: [body],
          });
          commits += 1;
        }
        client.release();
      };
      await Promise.all(Array.from({ length: inFlight }, lane));
      return commits / ((performance.now() - began) / 1000);
    },
    close: () => pool.end(),
  };
}
