// A row whose model is not to be had: the next model gets it, decided and masked anew, and never a template.
import { GantryError } from "@gantry/contract";
import { expect, test } from "vitest";
import type { ModelRegistry, TextModel } from "../../model/index.ts";
import { route } from "../../model/route.ts";
import { guardOf, modelEgress, policyOf, recordingModels } from "../testing/sample.ts";

const answering = recordingModels("outside", "second", () => ({ body: "We write to you. Regards" }));

const away = (name: string): TextModel => ({
  deployment: { ...answering.deployments[0]!, name },
  generate: () => Promise.reject(new GantryError("model-unreachable", `${name} is out`, { where: { model: name } })),
});

const registryOf = (models: readonly TextModel[]): ModelRegistry => ({
  deployments: models.map((it) => it.deployment),
  text: (_, { without = [] }) => {
    const model = models.find((it) => !without.includes(it.deployment.name));
    if (model === undefined) throw new GantryError("model-unreachable", "none is left");
    return { model, choice: { deployment: model.deployment, reason: `not ${without.join(", ") || "any"}` } };
  },
  score: () => {
    throw new GantryError("unsupported", "no analytic models here");
  },
});

const second = answering.text("write", { zones: ["outside"] }).model;

test("goes to the next, with both in the receipt and the reason", async () => {
  const { guard } = guardOf(registryOf([away("first"), second]));
  const { model, output } = await guard.model(modelEgress());
  expect(model).toBe("second");
  expect(output["body"]).toBe("We write to you. Regards");
  expect((await guard.egresses("r1")).map(({ destination, status, reason }) => [destination, status, reason])).toEqual([
    ["first", "failed", "not any"],
    ["second", "done", "not first"],
  ]);
  expect(JSON.stringify(answering.requests)).not.toMatch(/Lovelace|aldermoor/i);
});

const writing = (name: string, model = answering): TextModel => ({
  deployment: { ...model.deployments[0]!, name },
  generate: (request) => model.text("write", { zones: ["outside"] }).model.generate(request),
});
/** The router itself over some models. */
const routed = (models: readonly TextModel[]): ModelRegistry => ({
  ...registryOf(models),
  text: (task, needs) => {
    const health = { state: () => "closed" as const, latency: () => undefined };
    const choice = route(
      models.map((it) => it.deployment),
      task,
      needs,
      health,
    );
    return { model: models.find((it) => it.deployment === choice.deployment)!, choice };
  },
});

test("passes over a model that the policy forbids by name, though another of its zone may have the row", async () => {
  const forbidden = { label: "person.*", to: { kind: "model", name: "cheap" }, treatment: "refuse" } as const;
  const { guard } = guardOf(routed([writing("cheap"), writing("dear")]), { policy: policyOf(forbidden) });
  expect((await guard.model(modelEgress())).model).toBe("dear");
  const [only] = await guard.egresses("r1");
  expect(only?.reason).toContain("only one that may");
  const alone = guardOf(routed([writing("cheap")]), { policy: policyOf(forbidden) });
  await expect(alone.guard.model(modelEgress())).rejects.toMatchObject({ code: "policy-breach" });
});

test("goes to a model whose window holds the prompt", async () => {
  const small = { ...writing("small"), deployment: { ...writing("small").deployment, maxInputTokens: 200 } };
  const { guard } = guardOf(routed([small, writing("large")]));
  const template = `${modelEgress().template}\n${"Write as to an old friend. ".repeat(60)}`;
  expect((await guard.model(modelEgress({ template }))).model).toBe("large");
  expect((await guard.model(modelEgress({ row: "2" }))).model).toBe("small");
});

test("fails with what went wrong first where none is left but a template", async () => {
  const template: TextModel = { ...second, deployment: { ...second.deployment, name: "builtin/rules" } };
  for (const rest of [[], [away("other")], [template]])
    await expect(guardOf(registryOf([away("first"), ...rest])).guard.model(modelEgress())).rejects.toThrow(
      "first is out",
    );
});
