// A proxy in front of a system that speaks over a plain socket: it can break off in the middle of what is sent.
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** The next connection that carries more than `bytes` towards its client ends there, once. */
  cutAfter(bytes: number): void;
  close(): Promise<void>;
}

/** @param target of the system: `host` and `port`, once they are known */
export async function startTcpProxy(target: () => { host: string; port: number } | undefined): Promise<TcpProxy> {
  let cut = Infinity;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const address = target();
    if (address === undefined) return void client.destroy();
    const system = connect(address);
    for (const socket of [client, system]) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      socket.on("error", () => undefined);
    }
    client.pipe(system);
    client.once("close", () => system.destroy());
    system.once("close", () => client.destroy());
    let sent = 0;
    system.on("data", (chunk: Buffer) => {
      sent += chunk.length;
      if (sent <= cut) {
        if (!client.write(chunk)) system.pause();
        return;
      }
      cut = Infinity;
      client.write(chunk.subarray(0, chunk.length >> 1), () => client.destroy());
    });
    client.on("drain", () => system.resume());
    return undefined;
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      cut = bytes;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
