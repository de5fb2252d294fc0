import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./openapi.ts";

const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const document = openApiDocument("1.0.0");
const { paths, components } = Described.parse(document);

test("every schema that is pointed at is there, and no operation bears another's name", () => {
  const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !(name in components.schemas))).toEqual([]);
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((it) => it.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test("what a guest may call back is told of: what it sends, asks for, and where nothing comes back", () => {
  const { get, put } = paths["/api/guest/checkpoints"] ?? {};
  expect(get?.parameters.map((it) => `${it.in} ${it.name}`)).toEqual(
    ["thread", "namespace", "id", "before", "limit"].map((name) => `query ${name}`),
  );
  expect(Object.keys(put?.responses ?? {})).toEqual(["204", "default"]);
  expect(Object.keys(paths["/api/guest/threads/{thread}"] ?? {})).toEqual(["delete"]);
  expect(Object.keys(paths["/api/guest/writes"] ?? {})).toEqual(["put"]);
});
