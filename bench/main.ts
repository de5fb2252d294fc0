// `npm run bench|fuzz|eval|chaos -- NAME [--quick]`: runs bench/<kind>/<name>.ts, which prints a table; this prints the closing line.
import { readdirSync, existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Measurement } from "./measurement.ts";

const [kind = "", ...rest] = process.argv.slice(2);
const flags = new Set(rest.filter((word) => word.startsWith("--")));
const name = rest.find((word) => !word.startsWith("-")) ?? "";
const folder = path.join(import.meta.dirname, kind);
const file = path.join(folder, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const known = existsSync(folder) ? readdirSync(folder).map((it) => it.replace(/\.ts$/, "")) : [];
  console.error(`npm run ${kind} -- NAME [--quick]; NAME is one of: ${known.join(", ") || "none yet"}`);
  process.exit(2);
}
const module = (await import(pathToFileURL(file).href)) as { measure: Measurement };
const { pass, figures } = await module.measure({ quick: flags.has("--quick"), args: rest });
console.log(JSON.stringify({ name, pass, figures }));
process.exit(pass ? 0 : 1);
