// Looks into a server process through Node's inspector: collects its garbage and says what memory it then holds.
import { setTimeout as delay } from "node:timers/promises";

export interface Memory {
  /** MB resident, and MB of JavaScript objects in use. */
  readonly resident: number;
  readonly heap: number;
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: string } };
  readonly error?: { readonly message: string };
}

/** With this in its environment a process lets itself be looked into. */
export const inspectable: Readonly<Record<string, string>> = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** The inspector's address of a process, by what it and its children have written: its own line is the first. */
export function inspectorOf(output: string): string {
  const address = /Debugger listening on (ws:\/\/\S+)/.exec(output)?.[1];
  if (address === undefined) throw new Error("the server can't be looked into");
  return address;
}

/** Memory of the process after its garbage is collected and nothing more is freed. */
export async function memoryOf(address: string): Promise<Memory> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error("the inspector does not answer")), { once: true });
  });
  let last = 0;
  const call = (method: string, params: object = {}): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const hear = ({ data }: MessageEvent): void => {
        const reply = JSON.parse(String(data)) as Reply;
        if (reply.id !== id) return;
        socket.removeEventListener("message", hear);
        if (reply.error) reject(new Error(reply.error.message));
        else resolve(reply);
      };
      socket.addEventListener("message", hear);
      socket.send(JSON.stringify({ id, method, params }));
    });
  try {
    for (let turn = 0; turn < 4; turn++) {
      await call("HeapProfiler.collectGarbage");
      await delay(500);
    }
    const expression = "JSON.stringify([process.memoryUsage.rss(), process.memoryUsage().heapUsed])";
    const { result } = await call("Runtime.evaluate", { expression });
    const [resident = 0, heap = 0] = JSON.parse(result?.result?.value ?? "[]") as number[];
    return { resident: resident / 1_048_576, heap: heap / 1_048_576 };
  } finally {
    socket.close();
  }
}
