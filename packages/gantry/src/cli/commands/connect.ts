import path from "node:path";
import { createInterface } from "node:readline/promises";
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { requireNoProject, writeProject } from "../connect/files.ts";
import { reviewOf } from "../connect/review.ts";
import { survey } from "../connect/survey.ts";
import { targetOf } from "../connect/target.ts";
import { readFlags } from "../flags.ts";
import { variableOf } from "../secrets.ts";

/**
 * Makes a project of one's own data: tests the connection, looks at what is there, suggests what it is, shows it, and
 * writes the files. `--yes` asks nothing and leaves every suggested label marked as one.
 */
export const connect: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    to: { type: "string" },
    name: { type: "string" },
    schema: { type: "string" },
    url: { type: "string" },
    "client-id": { type: "string" },
    yes: { type: "boolean", default: false },
  });
  const [what, ...more] = positionals;
  if (what === undefined || more.length > 0) {
    throw new GantryError("bad-request", "connect what?", {
      remedy:
        "gantry connect postgresql://user:password@host:5432/database | env:VARIABLE | path/to/folder | salesforce",
    });
  }
  const { url, schema, name, "client-id": clientId } = values;
  const target = targetOf(what, { name, schema, url, clientId }, process.env);
  const folder = path.resolve(values.to ?? target.source.name);
  requireNoProject(folder);
  const found = await survey(target);
  console.log(reviewOf(found));
  const accepted = values.yes ? "marked" : await askWhether(folder);
  if (accepted === "nothing") {
    console.log("nothing was written");
    return 0;
  }
  const { files, question } = await writeProject(folder, found, accepted === "accepted");
  console.log(`\nwrote ${files.join(", ")} to ${folder}`);
  console.log("\nnext:");
  const shown = path.relative(process.cwd(), folder) || ".";
  console.log(`  export GANTRY_PROJECT=${shown.startsWith("..") ? folder : shown}`);
  for (const secret of Object.keys(target.secrets))
    console.log(`  export ${variableOf(secret)}=…   # the password of the URL: it was not written anywhere`);
  const [first] = found.suggestions.subjects;
  console.log(
    `  gantry query "select count(*) from ${first?.table ?? `${target.source.name}.${found.tables[0]?.name ?? ""}`}"`,
  );
  if (question !== undefined) console.log(`  gantry ask "${question}"`);
  if (accepted === "marked") console.log(`labels stand as suggested, each marked with "?" in catalog.ts: look at them`);
  return 0;
};

async function askWhether(folder: string): Promise<"accepted" | "marked" | "nothing"> {
  if (!process.stdin.isTTY) {
    throw new GantryError("bad-request", "there is no terminal to ask at, so nothing was written", {
      remedy: "add --yes to write the files with every suggested label marked as one",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(
      `\nWrite this to ${folder}? [y] yes, the labels are right  [m] yes, but mark them as suggestions  [n] no: `,
    );
    const first = answer.trim().toLowerCase().slice(0, 1);
    return first === "y" ? "accepted" : first === "m" ? "marked" : "nothing";
  } finally {
    terminal.close();
  }
}
