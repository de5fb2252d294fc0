import { describe, expect, test } from "vitest";
import { createModels } from "./index.ts";

const anywhere = { zones: ["inside", "partner", "outside"] } as const;

describe("with no key", () => {
  const models = createModels({ environment: {} });

  test("the builtin models are there, and writing falls to the rules", () => {
    expect(models.deployments.map((it) => it.name)).toEqual([
      "builtin/rules",
      "builtin/sentiment",
      "builtin/forecast",
      "builtin/trend",
      "builtin/anomaly",
      "builtin/segment",
      "builtin/scene",
    ]);
    expect(models.text("write", anywhere).choice).toMatchObject({
      deployment: { name: "builtin/rules", zone: "inside" },
      reason: "no language model is configured",
    });
  });

  test("a task that rules can't do names what there is", () => {
    expect(() => models.text("summarise", anywhere)).toThrow(/"summarise": builtin\/rules does not do "summarise"/);
  });

  test("an analytic model that is not there is an error that names those that are", () => {
    expect(models.score("sentiment").deployment.name).toBe("builtin/sentiment");
    expect(() => models.score("fortune")).toThrow(/no analytic model "fortune"/);
  });

  test("a bare model id never leaves for a hosted gateway", async () => {
    const { generateText } = await import("ai");
    await expect(generateText({ model: "openai/gpt-5", prompt: "hi", maxRetries: 0 })).rejects.toThrow(/bare id/);
  });
});

describe("with keys", () => {
  const environment = { ANTHROPIC_API_KEY: "k1", OPENAI_API_KEY: "k2" };

  test("of two that were never called the cheaper writes, and the reason is recorded", () => {
    const { choice } = createModels({ environment }).text("write", anywhere);
    expect(choice.deployment.name).toMatch(/^openai:/);
    expect(choice.reason).toContain("least of 2 by price × latency");
    expect(choice.deployment.price.input).toBeGreaterThan(0);
    expect(choice.reason).toContain("zone outside");
  });

  test("GANTRY_MODEL chooses provider and model", () => {
    const models = createModels({ environment: { ...environment, GANTRY_MODEL: "openai:gpt-4.1" } });
    expect(models.text("plan", anywhere).choice.deployment.name).toBe("openai:gpt-4.1");
    const builtin = createModels({ environment: { ...environment, GANTRY_MODEL: "builtin" } });
    expect(builtin.text("plan", anywhere).choice.deployment.name).toBe("builtin/rules");
  });

  test("data that must stay inside goes to the rules, and the reason says why", () => {
    const { choice } = createModels({ environment }).text("write", { zones: ["inside"] });
    expect(choice.deployment.name).toBe("builtin/rules");
    expect(choice.reason).toMatch(/anthropic:\S+ stands outside, allowed is inside/);
  });

  test("a request too large for a model goes to one that takes it", () => {
    const models = createModels({ environment: { ...environment, GANTRY_MODEL: "openai:gpt-4o-mini" } });
    const { choice } = models.text("write", { ...anywhere, inputTokens: 150_000 });
    expect(choice.deployment.name).toMatch(/^anthropic:/);
  });
});

describe("a company's own server", () => {
  const own = { GANTRY_MODEL_URL: "http://127.0.0.1:9/v1", GANTRY_MODEL_NAME: "llama" };

  test("counts as outside, on loopback too, until the zone is said", () => {
    const zone = (more: Record<string, string>): string =>
      createModels({ environment: { ...own, ...more } }).text("write", anywhere).choice.deployment.zone;
    expect(zone({})).toBe("outside");
    expect(zone({ GANTRY_MODEL_ZONE: "inside" })).toBe("inside");
  });
});

test.each([
  [{ GANTRY_MODEL_URL: "http://127.0.0.1:9/v1" }, /GANTRY_MODEL_NAME is not/],
  [{ GANTRY_MODEL_URL: "secret words", GANTRY_MODEL_NAME: "x" }, /^GANTRY_MODEL_URL is not an http/],
  [
    { GANTRY_MODEL_URL: "http://h/v1", GANTRY_MODEL_NAME: "x", GANTRY_MODEL_ZONE: "moon" },
    /inside, partner or outside/,
  ],
  [{ GANTRY_MODEL: "anthropic:claude" }, /provider is not configured/],
  [{ GANTRY_MODEL_TIMEOUT: "soon" }, /number of seconds/],
  [{ GANTRY_MODEL_URL: "http://h/v1", GANTRY_MODEL_NAME: "x", GANTRY_MODEL_PRICE: "cheap" }, /input,output/],
])("a wrong setting is named, never shown: %o", (environment, message) => {
  expect(() => createModels({ environment })).toThrow(message);
});
