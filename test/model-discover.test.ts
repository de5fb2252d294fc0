// Models on this machine: found when somebody looks, and used when somebody says so.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProject } from "../packages/gantry/src/cli/project.ts";
import { gantry } from "./support/house.ts";
import { ollamaTags, startLocalServer } from "./support/model-servers.ts";
import type { LocalServer } from "./support/model-servers.ts";
import { atTerminal, hasTerminal } from "./support/terminal.ts";

const meridian = path.resolve(import.meta.dirname, "../examples/meridian/gantry.config.ts");

let folder: string;
let server: LocalServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-discover-"));
  writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(path.join(folder, "gantry.config.ts"), `export { project } from ${JSON.stringify(meridian)};\n`);
  server = await startLocalServer({ "/api/tags": ollamaTags });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const env = () => ({ GANTRY_PROJECT: folder });
const words = (...more: readonly string[]) => ["models", "discover", "--port", String(server.port), ...more];
const file = () => path.join(folder, "models.json");

test("with nobody to ask, nothing is written, and it says what would be", async () => {
  const { code, out, err } = await gantry(words(), env());
  expect(code).toBe(2);
  expect(out).toContain(`Ollama: llama3.2:3b (text) at http://127.0.0.1:${server.port}/v1`);
  expect(err).toContain("--zone inside");
  expect(existsSync(file())).toBe(false);
});

test.skipIf(!hasTerminal)("who says no has no file, who says outside has the models outside", async () => {
  const no = await atTerminal(words(), env(), [[/\[n\] no: /, "n"]]);
  expect(no.screen).toContain("nothing was written");
  expect(existsSync(file())).toBe(false);
  const outside = await atTerminal(words(), env(), [[/\[n\] no: /, "o"]]);
  expect(outside.code, outside.screen).toBe(0);
  const { models } = await loadProject(folder);
  expect(models?.deployments.map(({ name, zone }) => [name, zone])).toEqual([
    ["ollama:llama3.2:3b", "outside"],
    ["ollama:nomic-embed-text:latest", "outside"],
  ]);
  rmSync(file());
});

test("who said yes beforehand has them inside, and is not asked for what is known", async () => {
  expect((await gantry(words("--zone", "inside"), env())).code).toBe(0);
  expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject([
    { model: "llama3.2:3b", zone: "inside", modality: "text" },
    { model: "nomic-embed-text:latest", zone: "inside", modality: "embedding" },
  ]);
  const again = await gantry(words(), env());
  expect(again.code).toBe(0);
  expect(again.out).toContain("nothing is new");
});

test("a file that points past this machine is refused by name", async () => {
  const deployment = { provider: "compatible", model: "m", modality: "text", zone: "inside" };
  writeFileSync(file(), JSON.stringify([{ ...deployment, url: "http://10.0.0.1:80/v1" }]));
  await expect(loadProject(folder)).rejects.toMatchObject({
    code: "bad-config",
    message: expect.stringMatching(/models\.json: 0\.url: is no address on this machine/) as string,
  });
});
