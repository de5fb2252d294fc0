// A guest's calls to the house: what it keeps of the row that it works on.
import { GantryError, GuestCheckpoints, Problem, errorFromProblem } from "@gantry/contract";
import type { GuestCheckpoint, GuestHouse, GuestQuery, GuestWrites } from "@gantry/contract";

/** @throws (each function) GantryError: `token-expired`, `expired` where the run has ended, `source-unreachable`. */
export interface Keep {
  checkpoint(checkpoint: GuestCheckpoint): Promise<void>;
  writes(writes: GuestWrites): Promise<void>;
  /** Newest first. */
  list(query: GuestQuery): Promise<GuestCheckpoints["checkpoints"]>;
  forget(thread: string): Promise<void>;
}

export function openKeep({ url, token }: GuestHouse): Keep {
  const send = async (method: "GET" | "PUT" | "DELETE", path: string, body?: object): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`${url.replace(/\/$/, "")}/api/guest/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new GantryError("source-unreachable", "the house does not answer", { retryable: true, cause });
    }
    if (response.ok) return response;
    if (response.status === 429) {
      // Faster than a row may be: it waits as long as it is told to.
      await response.body?.cancel();
      const seconds = Number(response.headers.get("retry-after") ?? 1);
      await new Promise((done) => setTimeout(done, seconds * 1000));
      return send(method, path, body);
    }
    const problem = Problem.safeParse(await response.json().catch(() => undefined));
    throw problem.success
      ? errorFromProblem(problem.data)
      : new GantryError("source-unreachable", `the house answers ${response.status}`, { retryable: true });
  };
  return {
    checkpoint: async (checkpoint) => void (await send("PUT", "checkpoints", checkpoint)),
    writes: async (writes) => void (await send("PUT", "writes", writes)),
    list: async (query) => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
      const response = await send("GET", `checkpoints?${asked.toString()}`);
      return GuestCheckpoints.parse(await response.json()).checkpoints;
    },
    forget: async (thread) => void (await send("DELETE", `threads/${encodeURIComponent(thread)}`)),
  };
}
