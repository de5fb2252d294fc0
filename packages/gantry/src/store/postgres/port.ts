// A port of this machine's loopback to listen at.
import { createServer } from "node:net";

/** The first of these ports that is free, else any free one. */
export async function choosePort(wanted: readonly (number | undefined)[]): Promise<number> {
  for (const port of wanted) {
    if (port !== undefined && (await listenOnce(port)) !== undefined) return port;
  }
  const free = await listenOnce(0);
  if (free === undefined) throw new Error("this machine has no free port");
  return free;
}

const listenOnce = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
