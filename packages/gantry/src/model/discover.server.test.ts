import { afterEach, expect, test } from "vitest";
import { ollamaTags, startLocalServer, vllmModels } from "../../../../test/support/model-servers.ts";
import type { LocalServer } from "../../../../test/support/model-servers.ts";
import { discoverModels } from "./index.ts";

const servers: LocalServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((it) => it.close())));

const start = async (pages: Readonly<Record<string, string>>): Promise<LocalServer> => {
  const server = await startLocalServer(pages);
  servers.push(server);
  return server;
};

test("servers on this machine tell their models, and are asked for nothing else", async () => {
  const ollama = await start({ "/api/tags": ollamaTags });
  const vllm = await start({ "/v1/models": vllmModels });
  const found = await discoverModels([
    { title: "Ollama", provider: "ollama", port: ollama.port },
    { title: "vLLM", provider: "compatible", port: vllm.port },
  ]);
  expect(found).toEqual([
    {
      title: "Ollama",
      provider: "ollama",
      model: "llama3.2:3b",
      url: `http://127.0.0.1:${ollama.port}/v1`,
      modality: "text",
    },
    {
      title: "Ollama",
      provider: "ollama",
      model: "nomic-embed-text:latest",
      url: `http://127.0.0.1:${ollama.port}/v1`,
      modality: "embedding",
    },
    {
      title: "vLLM",
      provider: "compatible",
      model: "Qwen/Qwen3-8B",
      url: `http://127.0.0.1:${vllm.port}/v1`,
      modality: "text",
      context: 32_768,
    },
  ]);
  expect([...ollama.asked, ...vllm.asked]).toEqual(["GET /api/tags", "GET /v1/models"]);
});

test("what is something else, leads elsewhere or is not there has none", async () => {
  const target = await start({ "/api/tags": ollamaTags });
  const away = await start({ "/api/tags": `http://127.0.0.1:${target.port}/api/tags` });
  const page = await start({ "/api/tags": "<html>", "/v1/models": JSON.stringify({ data: "none" }) });
  const long = await start({ "/v1/models": JSON.stringify({ data: [{ id: "a" }], more: "x".repeat(2_000_000) }) });
  const gone = await start({});
  await gone.close();
  const found = await discoverModels(
    [away, page, long, gone].flatMap(({ port }) => [
      { title: "a", provider: "ollama" as const, port },
      { title: "b", provider: "compatible" as const, port },
    ]),
  );
  expect(found).toEqual([]);
  expect(target.asked).toEqual([]);
});
