// The files of a new project. Nothing in them is a secret: credentials stand as references to the environment.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { catalogText } from "./catalog-text.ts";
import { overviewOf } from "./overview.ts";
import type { Overview } from "./overview.ts";
import type { Survey } from "./survey.ts";

const policyText = `// Who may do what, and what may go where. The default is to refuse.
import { defaultTreatments, definePolicy, pseudonymous, textFile } from "gantry";

export const policy = definePolicy({
  // Models elsewhere see persons and companies as tokens and money as bands; secrets and columns without a label go nowhere.
  treatments: [...defaultTreatments, ...pseudonymous("analyst")],
  roles: [
    // Who sees people in clear may count them by ones; for others a number covers at least five, or \`aggregates\` says how many.
    { name: "owner", title: "Owner: sees all that has a label, in clear", minimumPeople: 1 },
    {
      name: "analyst",
      title: "Analyst: sees tokens in place of persons and companies",
      // Rows and columns that do not exist for a role:
      // rowFilters: { "source.table": "region = $caller_region" },
      // forbidden: ["source.table.column"],
    },
    { name: "compliance", title: "Compliance officer: what left, and by which rule" },
  ],
  permissions: textFile(new URL("./policy.cedar", import.meta.url)),
});
`;

const permissionsText = `// Who may do what, in Cedar (https://docs.cedarpolicy.com); \`gantry policy schema\` prints what can be named here.
permit (principal in Role::"owner", action, resource);

permit (
  principal in Role::"analyst",
  action in [Action::"ask", Action::"query", Action::"chat", Action::"run"],
  resource
);
permit (
  principal in Role::"analyst",
  action == Action::"see",
  resource
)
when { resource == View::"runs" || resource == View::"catalog" };

permit (
  principal in Role::"compliance",
  action == Action::"see",
  resource
)
when { [View::"ledger", View::"policy", View::"catalog", View::"proofs"].contains(resource) };
`;

const configText = (name: string, title: string, hasFlow: boolean): string => `// ${title} as a Gantry project.
import { readFileSync } from "node:fs";
import { defineProject } from "gantry";
import type { CatalogLock } from "gantry";
import { catalog } from "./catalog.ts";
${hasFlow ? 'import { overview } from "./flows/overview.ts";\n' : ""}import { policy } from "./policy.ts";

const lock = readFileSync(new URL("./catalog.lock.json", import.meta.url), "utf8");

export const project = defineProject({
  name: ${JSON.stringify(name)},
  title: ${JSON.stringify(title)},
  catalog,
  lock: JSON.parse(lock) as CatalogLock, // written by \`gantry catalog lock\`
  policy,
  flows: [${hasFlow ? "overview" : ""}],
  phrasebooks: {},
  scores: {},
  // Whom one can sign in as on this machine; elsewhere the company's identity provider says who is who.
  personas: [
    { name: "owner", title: "Sees all in clear", subject: "local:owner", displayName: "Owner", roles: ["owner"], attributes: {} },
    { name: "analyst", title: "Sees tokens in place of people", subject: "local:analyst", displayName: "Analyst", roles: ["analyst"], attributes: {} },
    { name: "compliance", title: "Sees ledger and policy", subject: "local:compliance", displayName: "Compliance", roles: ["compliance"], attributes: {} },
  ],
});
`;

const questionsText = ({ question }: Overview): string =>
  `# What your people ask, and what is right: \`gantry eval ask\` says how good the answers are. Add theirs, with SQL of the
# right rows, before a planner is changed.
questions:
  - question: ${question}
    flow: overview

  # - question: How many customers do we have in Japan?
  #   sql: select count(*) from …

  # What must have no answer.
  - question: What will the weather be tomorrow?
    refuse: true
`;

/** Throws `conflict` where a project lies in the folder already. */
export function requireNoProject(folder: string): void {
  if (!existsSync(path.join(folder, "gantry.config.ts"))) return;
  throw new GantryError("conflict", `there is a project in ${folder} already`, {
    remedy: "name another folder with --to, or remove that one",
  });
}

export interface WrittenProject {
  readonly files: readonly string[];
  /** A question that its first flow answers, where there is one. */
  readonly question: string | undefined;
}

/** Writes the project's files. */
export async function writeProject(folder: string, survey: Survey, accepted: boolean): Promise<WrittenProject> {
  requireNoProject(folder);
  const { name, title } = survey.target.source;
  const overview = overviewOf(survey);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const files: Readonly<Record<string, string>> = {
    "package.json": `${JSON.stringify({ private: true, type: "module" }, null, 2)}\n`,
    ".gitignore": ".gantry\n",
    "gantry.config.ts": configText(name, title, overview !== undefined),
    "catalog.ts": catalogText(survey, accepted, timeZone),
    "catalog.lock.json": `${JSON.stringify({ [name]: survey.tables }, null, 1)}\n`,
    "policy.ts": policyText,
    "policy.cedar": permissionsText,
    ...(overview === undefined
      ? {}
      : { "flows/overview.ts": overview.text, "questions/first.yaml": questionsText(overview) }),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return { files: Object.keys(files), question: overview?.question };
}
