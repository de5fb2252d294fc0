import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import { defineCatalog } from "../../catalog/index.ts";
import { runCases } from "../../policy/index.ts";
import type { PolicyCases } from "../../policy/index.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { openGivenRows } from "../policy-rows.ts";
import { requireFittingPolicy } from "../policy-facts.ts";
import { block, count, dim } from "../print/terminal.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";

const fileName = "policy.cases.ts";

/** Holds the policy against the cases of policy.cases.ts beside it; exits 1 where one does not hold. */
export const policyTest: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  const project = await loadProject(readSettings().projectFolder);
  const catalog = defineCatalog(project.catalog, project.lock);
  requireFittingPolicy(project.policy, catalog, project);
  const cases = await loadCases(path.resolve(positionals[0] ?? path.join(project.folder, fileName)));
  const rows = openGivenRows(catalog, cases.data);
  const begun = performance.now();
  const results = await runCases(project.policy, cases, rows.find).finally(() => rows.close());
  const failed = results.filter((it) => !it.ok);
  if (values.json) console.log(JSON.stringify(results, null, 2));
  else {
    for (const { at, expected, found } of failed) {
      console.log(`✗ ${at}: ${expected}`);
      console.log(block(found ?? "", "    "));
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const held = results.length - failed.length;
    console.log(
      `${failed.length === 0 ? "✓" : "✗"} ${held} of ${count(results.length, "case")} hold ${dim(`(${seconds} s)`)}`,
    );
  }
  return failed.length === 0 ? 0 : 1;
};

async function loadCases(file: string): Promise<PolicyCases> {
  if (!existsSync(file)) {
    throw new GantryError("not-found", `there is no ${path.basename(file)} beside the policy`, {
      remedy: "write one: export const cases = policyCases({ callers: { … }, permissions: [ … ] })",
    });
  }
  const module: unknown = await import(pathToFileURL(file).href);
  // Typed by policyCases.
  if (typeof module === "object" && module !== null && "cases" in module) return module.cases as PolicyCases;
  throw new GantryError("bad-config", `${file} does not export "cases"`, {
    remedy: "export const cases = policyCases({ … })",
  });
}
