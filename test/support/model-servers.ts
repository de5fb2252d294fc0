// Model servers on this machine, as far as they tell what models they have; nothing else.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface LocalServer {
  readonly port: number;
  /** Method and path of each request. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** @param pages what is said at each path, with status 200; anything else is 404 */
export async function startLocalServer(pages: Readonly<Record<string, string>>): Promise<LocalServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    const page = pages[request.url ?? ""];
    if (page?.startsWith("http") === true) response.writeHead(302, { location: page }).end();
    else response.writeHead(page === undefined ? 404 : 200, { "content-type": "application/json" }).end(page ?? "");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    // Listening on a port, it has an address with one.
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** As Ollama says it. */
export const ollamaTags = JSON.stringify({
  models: [
    { name: "llama3.2:3b", size: 2, details: { family: "llama", parameter_size: "3B" } },
    { name: "nomic-embed-text:latest", details: { family: "nomic-bert" } },
    { name: "bad name\nwith a line" },
  ],
});

/** As vLLM says it. */
export const vllmModels = JSON.stringify({
  object: "list",
  data: [{ id: "Qwen/Qwen3-8B", object: "model", owned_by: "vllm", max_model_len: 32_768 }, { id: 7 }],
});
