import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createModels } from "../index.ts";
import { settingsOf } from "./deployments.ts";
import { defineModels } from "./document.ts";
import type { ModelsDefinition } from "./document.ts";

const secret = (name: string): string => `value of ${name}`;
const settings = (deployment: ModelsDefinition["deployments"][number]) =>
  settingsOf(defineModels({ deployments: [deployment] }), secret)[0];

test.each([
  [{ provider: "mistral", model: "mistral-large-latest" }, "https://api.mistral.ai/v1"],
  [{ provider: "ollama", model: "llama3" }, "http://127.0.0.1:11434/v1"],
  [
    { provider: "bedrock", model: "openai.gpt-oss-20b-1:0", region: "eu-central-1" },
    "https://bedrock-runtime.eu-central-1.amazonaws.com/openai/v1",
  ],
  [
    { provider: "azure", model: "gpt-5-mini", url: "https://acme.openai.azure.com/openai/v1/" },
    "https://acme.openai.azure.com/openai/v1",
  ],
] as const)("%o is reached over OpenAI's protocol at its own address", (deployment, baseUrl) => {
  expect(settings(deployment)).toMatchObject({ kind: "compatible", baseUrl });
});

test("prices come from the catalog with its models' makers, unless they are given", () => {
  const azure = {
    provider: "azure",
    model: "gpt-5-mini",
    url: "https://a.example/openai/v1",
    key: { secret: "azure" },
  } as const;
  expect(settings(azure)).toMatchObject({
    key: undefined,
    headers: { "api-key": "value of azure" },
    deployment: { price: { input: 0.25, output: 2 }, priceFrom: "catalog", maxInputTokens: 400_000 },
  });
  expect(settings({ ...azure, price: { input: 1, output: 1 } })?.deployment).toMatchObject({ priceFrom: "configured" });
  expect(settings({ provider: "ollama", model: "llama3" })?.deployment).toMatchObject({ priceFrom: "unknown" });
});

test("authorities are read from their file, and one that is not there is named", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "gantry-ca-")), "ca.pem");
  writeFileSync(file, "a certificate");
  expect(settings({ provider: "openai", model: "m", ca: file })?.authorities).toBe("a certificate");
  expect(() => settings({ provider: "openai", model: "m", ca: "/none.pem" })).toThrow(
    /"openai:m" can't be read: \/none.pem/,
  );
});

test("what is wrong is told with file, line and key, and no key of a provider is shown", () => {
  const wrong =
    (deployment: object): (() => unknown) =>
    () =>
      defineModels({
        deployments: [
          // Wrong on purpose: what people write.
          deployment as ModelsDefinition["deployments"][number],
        ],
      });
  const place = String.raw`config\.test\.ts:\d+: deployments\.0\.`;
  expect(wrong({ provider: "acme", model: "m" })).toThrow(new RegExp(`${place}provider: `));
  expect(wrong({ provider: "openai", model: "m", key: "sk-secret" })).toThrow(/key: name it/);
  expect(wrong({ provider: "openai", model: "m", key: "sk-secret" })).not.toThrow(/sk-secret/);
  expect(wrong({ provider: "openai", model: "m", headers: { "api-key": "sk-secret" } })).toThrow(
    /headers\.api-key: carries a key/,
  );
  expect(wrong({ provider: "compatible", model: "m" })).toThrow(/"compatible" needs a url/);
  const one = { provider: "openai", model: "m" } as const;
  expect(() => defineModels({ deployments: [one, one] })).toThrow(/deployments\.1: "openai:m" is there twice/);
});

test("a project's own deployments serve, each by its modality", () => {
  const document = defineModels({
    deployments: [
      { name: "own", provider: "ollama", model: "llama3", zone: "inside", tasks: ["write"] },
      { provider: "openai", model: "text-embedding-3-small", modality: "embedding" },
    ],
  });
  const models = createModels({ document });
  expect(models.deployments.map((it) => [it.name, it.modality])).toContainEqual([
    "openai:text-embedding-3-small",
    "embedding",
  ]);
  expect(models.chats.map((it) => it.deployment.name)).toEqual(["own"]);
  expect(models.text("write", { zones: ["inside"] }).choice.deployment.name).toBe("own");
});
