// A record of processing (GDPR Art. 30): purposes, categories of data, recipients, regions, retention. All but what the
// company states of itself comes from the proofs that the checker makes.
import type { Exposure, Treatment, Zone } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { viewerExposures } from "../flow/index.ts";
import { may, strictness } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";
import type { ProcessingStatement } from "./project.ts";
import type { RetentionRules } from "./retention.ts";
import type { Proofs, ProvedFlow } from "./prove.ts";

export interface DataCategory {
  readonly label: string;
  /** Source columns that carry it and go into the flow. */
  readonly columns: readonly string[];
  /** `chooses`: it only decides which rows come out. */
  readonly use: "content" | "chooses";
}

export interface Recipient {
  readonly name: string;
  readonly kind: "model" | "channel" | "viewer";
  readonly zone: Zone;
  /** Of a model: where it runs, as its deployment says. */
  readonly region: string | null;
  /** By treatment: the labels that reach it so. What is refused does not reach it. */
  readonly receives: Readonly<Partial<Record<Treatment, readonly string[]>>>;
}

export interface Processing {
  readonly flow: string;
  readonly title: string;
  readonly purpose: string;
  /** Whether the proof holds: one that does not is never run. */
  readonly proved: boolean;
  /** Tables whose rows are about people, with what they hold. */
  readonly people: readonly { readonly table: string; readonly description: string | null }[];
  readonly categories: readonly DataCategory[];
  readonly recipients: readonly Recipient[];
  /** Sentences on how long what is kept. */
  readonly retention: readonly string[];
}

export interface ProcessingRecord {
  readonly policy: string;
  readonly stated: ProcessingStatement | null;
  readonly processing: readonly Processing[];
}

const own = new Set(["row", "public"]);

/** The record of a project, from its proofs. */
export function processingRecord(
  proofs: Proofs,
  policy: Policy,
  stated: ProcessingStatement | null,
  rules: RetentionRules,
): ProcessingRecord {
  return {
    policy: policy.version,
    stated,
    processing: proofs.proved.map((proved) => ({
      ...processingOf(proved, proofs, policy),
      retention: retentionOf(proved, rules),
    })),
  };
}

function processingOf(
  proved: ProvedFlow,
  { catalog, deployments }: Proofs,
  policy: Policy,
): Omit<Processing, "retention"> {
  const { document, shapes, proof } = proved;
  const roles = policy.roles.map((role) => role.name).filter((role) => mayLook(policy, role, document.name));
  const seen = viewerExposures({ document, shapes, catalog, policy, roles });
  const all = [...proof.exposures, ...seen];
  const regions = new Map(deployments.map((it) => [it.name, it.region]));
  return {
    flow: document.name,
    title: document.title,
    purpose: document.purpose,
    proved: proof.ok,
    people: peopleIn(all, catalog),
    categories: categoriesOf(all),
    recipients: [...Map.groupBy(all, (it) => it.destination)].map(([name, exposures]): Recipient => {
      const isViewer = name.startsWith("viewer ");
      return {
        name: name.replace(/^viewer /, ""),
        kind: isViewer ? "viewer" : regions.has(name) ? "model" : "channel",
        zone: exposures[0]?.zone ?? "outside",
        region: regions.get(name) ?? null,
        receives: receivedBy(exposures),
      };
    }),
  };
}

/** Anyone with the role, signed in either way. */
const mayLook = (policy: Policy, role: string, flow: string): boolean =>
  (["issuer", "crm"] as const).some((via) =>
    may(policy, { subject: "anyone", roles: [role], via, surface: "console", attributes: {} }, `run:${flow}`),
  );

const isSource = (exposure: Exposure, catalog: Catalog): boolean =>
  catalog.tables[exposure.column.slice(0, exposure.column.lastIndexOf("."))] !== undefined;

function peopleIn(exposures: readonly Exposure[], catalog: Catalog): Processing["people"] {
  const personal = exposures.filter((it) => /(?:^|\s)person(?:\.|\s|$)/.test(it.label) && isSource(it, catalog));
  const tables = new Set(personal.map((it) => it.column.slice(0, it.column.lastIndexOf("."))));
  return [...tables].sort().map((table) => ({ table, description: catalog.tables[table]?.description ?? null }));
}

function categoriesOf(exposures: readonly Exposure[]): readonly DataCategory[] {
  const categories = new Map<string, { columns: Set<string>; isContent: boolean }>();
  for (const { label, column, via } of exposures) {
    for (const one of label.split(" ").filter((it) => !own.has(it))) {
      const found = categories.get(one) ?? { columns: new Set(), isContent: false };
      found.columns.add(column);
      categories.set(one, { ...found, isContent: found.isContent || via === "value" });
    }
  }
  return [...categories]
    .map(([label, { columns, isContent }]): DataCategory => ({
      label,
      columns: [...columns].sort(),
      use: isContent ? "content" : "chooses",
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function receivedBy(exposures: readonly Exposure[]): Recipient["receives"] {
  const values = exposures.filter((it) => it.via === "value" && it.treatment !== "refuse" && it.treatment !== "drop");
  const receives: Partial<Record<Treatment, readonly string[]>> = {};
  for (const treatment of strictness) {
    const labels = values.filter((it) => it.treatment === treatment).flatMap((it) => it.label.split(" "));
    const told = [...new Set(labels)].filter((it) => !own.has(it)).sort();
    if (told.length > 0) receives[treatment] = told;
  }
  return receives;
}

function retentionOf({ document }: ProvedFlow, { runs, ledgerDetails }: RetentionRules): readonly string[] {
  const waits = Object.entries(document.steps).flatMap(([name, step]) =>
    step.kind === "approve" && step.expiresAfterHours !== undefined
      ? [`what waits for a decision at "${name}" expires after ${step.expiresAfterHours} hours`]
      : [],
  );
  return [
    ...waits,
    `runs and answers are kept${runs === undefined ? "" : ` for ${runs} days after their end`}, sealed under keys of each run and of whom it tells, or until they are erased`,
    `the ledger keeps names of columns, counts and keyed hashes${ledgerDetails === undefined ? "" : ` for ${ledgerDetails} days`}, never values`,
  ];
}
