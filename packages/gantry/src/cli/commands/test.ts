import path from "node:path";
import { GantryError } from "@gantry/contract";
import { caseFolder, differenceOf, openCases, readCases, writeCase } from "../cases.ts";
import type { CaseVerdict } from "../cases.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printVerdicts } from "../print/cases.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";

/**
 * Runs the cases kept beside the flows (`cases/*.json`), or those of one flow: recorded runs, with no server and no
 * network. Exits 1 where one comes out otherwise; `--update` takes what comes out for what is expected from now on.
 */
export const test: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    json: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
  });
  const project = await loadProject(readSettings().projectFolder);
  const folder = caseFolder(project);
  const cases = readCases(folder, positionals[0]);
  if (cases.length === 0) {
    throw new GantryError(
      "not-found",
      `there are no cases${positionals[0] ? ` of "${positionals[0]}"` : ""} in ${folder}`,
      {
        remedy: "record one: gantry replay RUN --save cases/NAME.json",
      },
    );
  }
  const runner = openCases(project);
  const verdicts: CaseVerdict[] = [];
  try {
    for (const [file, given, expected] of cases) {
      const found = await runner.run(given);
      const flow = project.flows.find((it) => it.name === given.flow);
      const difference = flow && differenceOf(flow, expected, found);
      if (difference && values.update) writeCase(file, given, found);
      verdicts.push({ name: path.basename(file, ".json"), flow: given.flow, ...(difference ? { difference } : {}) });
    }
  } finally {
    await runner.close();
  }
  if (values.json) console.log(JSON.stringify(verdicts, null, 2));
  else printVerdicts(verdicts, values.update);
  return values.update || verdicts.every((it) => it.difference === undefined) ? 0 : 1;
};
