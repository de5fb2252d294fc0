import { GantryError } from "@gantry/contract";
import { describe, expect, test } from "vitest";
import type { Deployment, TextModel } from "../types.ts";
import { createHealth } from "./health.ts";
import { orderDeployments } from "./order.ts";
import { watchedText } from "./watched.ts";

const deployment = (name: string, input: number, more: Partial<Deployment> = {}): Deployment => ({
  name,
  modality: "text",
  zone: "outside",
  region: "eu",
  tasks: ["*"],
  price: { input, output: input * 4 },
  maxInputTokens: 100_000,
  ...more,
});

const names = (ordered: ReturnType<typeof orderDeployments>): readonly string[] =>
  ordered.ranked.map((it) => it.deployment.name);

describe("of models that may serve", () => {
  const [cheap, dear] = [deployment("cheap", 1), deployment("dear", 2)];

  test("the one with the least price × latency is first, and the reason says so", () => {
    const health = createHealth();
    expect(names(orderDeployments([dear, cheap], 1_000, health))).toEqual(["cheap", "dear"]);
    health.succeeded("cheap", 3_000);
    health.succeeded("dear", 1_000);
    const ordered = orderDeployments([cheap, dear], 1_000, health);
    expect(names(ordered)).toEqual(["dear", "cheap"]);
    expect(ordered.ranked.map((it) => it.reason)).toEqual([
      "least of 2 by price × latency: $0.00600 × 1.00 s",
      "fallback behind dear",
    ]);
  });

  test("a lower rank goes before any price, and a price that nobody knows counts as the highest", () => {
    const health = createHealth();
    const unknown = deployment("unknown", 0, { priceFrom: "unknown" });
    expect(names(orderDeployments([unknown, cheap, dear], 1_000, health))).toEqual(["cheap", "unknown", "dear"]);
    const preferred = deployment("preferred", 90, { rank: 0 });
    expect(orderDeployments([cheap, preferred], 1_000, health).ranked[0]).toMatchObject({
      deployment: { name: "preferred" },
      reason: "preferred (rank 0)",
    });
  });
});

describe("a model that fails", () => {
  const setUp = (failures = 3) => {
    let at = 0;
    const health = createHealth({ failures, openFor: 1_000 }, () => at);
    let works = false;
    let calls = 0;
    const model: TextModel = {
      deployment: deployment("m", 1),
      generate: async () => {
        calls += 1;
        if (works) return { output: {}, arguments: [], usage: { input: 1, output: 1, cost: 0 } };
        throw new GantryError("model-unreachable", "it is out", { retryable: true });
      },
    };
    const request = {
      task: "t",
      instructions: "",
      facts: {},
      prompt: "",
      schema: {},
      signal: new AbortController().signal,
    };
    const watched = watchedText(model, health, 1);
    return {
      health,
      ask: () => watched.generate(request),
      mend: () => (works = true),
      wait: (milliseconds: number) => (at += milliseconds),
      calls: () => calls,
    };
  };

  test("is left alone after so many failures in a row, tried once when the time is up, and taken back", async () => {
    const { health, ask, mend, wait, calls } = setUp();
    for (let i = 0; i < 3; i++) await expect(ask()).rejects.toThrow("it is out");
    expect(health.state("m")).toBe("open");
    await expect(ask()).rejects.toThrow(/left alone for a while/);
    expect(calls()).toBe(3);
    wait(1_000);
    expect(health.state("m")).toBe("half-open");
    await expect(ask()).rejects.toThrow("it is out");
    expect(health.state("m")).toBe("open");
    wait(1_000);
    mend();
    await ask();
    expect(health.state("m")).toBe("closed");
    expect(calls()).toBe(5);
  });

  test("is passed over while another may serve, and named", () => {
    const { health } = setUp(1);
    health.failed("m");
    const ordered = orderDeployments([deployment("m", 1), deployment("other", 9)], 10, health);
    expect(names(ordered)).toEqual(["other"]);
    expect(ordered.passedOver).toEqual(["m failed too often"]);
    expect(names(orderDeployments([deployment("m", 1)], 10, health))).toEqual(["m"]);
  });
});
