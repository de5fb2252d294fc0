import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { requireNoProject, writeProject } from "../connect/files.ts";
import { reviewOf } from "../connect/review.ts";
import { survey } from "../connect/survey.ts";
import { completeOptions } from "../connect/complete.ts";
import { targetOf } from "../connect/target.ts";
import type { Target } from "../connect/target.ts";
import { openTerminal } from "../connect/terminal.ts";
import type { Terminal } from "../connect/terminal.ts";
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
  const given = { name, schema, url, clientId };
  const terminal = values.yes ? undefined : openTerminal();
  try {
    const options = terminal === undefined ? given : await completeOptions(what, given, process.env, terminal);
    return await connectTo(targetOf(what, options, process.env), values.to, values.yes ? "marked" : terminal);
  } finally {
    terminal?.close();
  }
};

type Decision = "accepted" | "marked" | "nothing";

async function connectTo(
  target: Target,
  to: string | undefined,
  decision: Decision | Terminal | undefined,
): Promise<number> {
  const folder = path.resolve(to ?? target.source.name);
  requireNoProject(folder);
  const found = await survey(target);
  console.log(reviewOf(found));
  const accepted = typeof decision === "string" ? decision : await askWhether(folder, decision);
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
    console.log(`  export ${variableOf(secret)}=…   # ${secretOf(target)}: it was not written anywhere`);
  const [first] = found.suggestions.subjects;
  console.log(
    `  gantry query "select count(*) from ${first?.table ?? `${target.source.name}.${found.tables[0]?.name ?? ""}`}"`,
  );
  if (question !== undefined) console.log(`  gantry ask "${question}"`);
  if (accepted === "marked") console.log(`labels stand as suggested, each marked with "?" in catalog.ts: look at them`);
  return 0;
}

const secretOf = ({ source: { connector } }: Target): string =>
  connector === "salesforce" ? "the client secret" : "the password";

async function askWhether(folder: string, terminal: Terminal | undefined): Promise<Decision> {
  if (terminal === undefined) {
    throw new GantryError("bad-request", "there is no terminal to ask at, so nothing was written", {
      remedy: "add --yes to write the files with every suggested label marked as one",
    });
  }
  const answer = await terminal.ask(
    `\nWrite this to ${folder}? [y] yes, the labels are right  [m] yes, but mark them as suggestions  [n] no: `,
  );
  const first = answer.toLowerCase().slice(0, 1);
  return first === "y" ? "accepted" : first === "m" ? "marked" : "nothing";
}
