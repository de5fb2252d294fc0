// A project: what a company writes. Its folder holds gantry.config.ts, which exports `project`.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import type { InboxMail } from "@gantry/contract";
import { withAcceptedLabels } from "../catalog/index.ts";
import type { CatalogDocument, CatalogLock } from "../catalog/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import type { LogisticModelDocument, ModelsDocument, Phrasebook } from "../model/index.ts";
import type { Policy } from "../policy/index.ts";
import type { QueuePolicies, TriggerDocument } from "../run/index.ts";
import type { Persona, SystemEndpoint } from "../serve/index.ts";
import { readLabels } from "./accepted-labels.ts";
import type { ToolsDocument, ToolsLock } from "./connectors.ts";
import type { RetentionRules } from "./retention.ts";
import { readFoundModels, withFoundModels } from "./found-models.ts";
import type { Subscriber } from "./subscribers.ts";
import { readToolsLock } from "./tools.ts";
import { withCrosswalks } from "./crosswalks.ts";

/** Systems that a sample project starts for itself. */
export interface Systems {
  readonly endpoints: readonly SystemEndpoint[];
  /** By source: its connection. */
  readonly connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly inbox?: { list(): Promise<readonly InboxMail[]> };
  /** Origins of pages that hold our element. */
  readonly origins?: readonly string[];
  /** Tells pages of the systems where Gantry and its element are, once that is known. */
  announce?(gantry: { readonly url: string; readonly script: string }): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemsOptions {
  readonly dataFolder: string;
  readonly postgresUrl: string;
  /** Port of the Gantry server; the systems take the ones after it where they are free. 0: any. */
  readonly port: number;
  readonly seed: number;
  readonly today: string;
  readonly accounts: number | undefined;
}

/** A source whose users may call with their own tokens. */
export interface Introspection {
  readonly source: string;
  /** Surface that such callers see answers on: a page of that system. */
  readonly surface: string;
  /** Roles of a user, by what the system says of him (userinfo's string claims and custom attributes). */
  readonly roles: (attributes: Readonly<Record<string, string>>) => readonly string[];
}

/** What a company states of its processing, beside what the proofs show (GDPR Art. 30 (1) a and f). */
export interface ProcessingStatement {
  readonly controller: string;
  /** Whom to turn to: the data protection officer. */
  readonly contact: string;
  /** Time limits for erasure, in words. */
  readonly retention?: string;
}

/** Who is told by mail that something waits for a decision. A mail holds counts and a link, nothing that a run has read. */
export interface ReminderRules {
  /** Operation of a mail source: `mail.send`. */
  readonly through: string;
  /** By role: the mail addresses of those who decide. Of a role without any, reminders show in console and API only. */
  readonly recipients: Readonly<Record<string, readonly string[]>>;
  /** Where people reach the console; default: the address that the server listens on. */
  readonly url?: string;
}

export interface DigestRules {
  /** Operation of a mail source: `mail.send`. */
  readonly through: string;
  /** Where people reach the console; default: the address that the server listens on. */
  readonly url?: string;
}

export interface Project {
  readonly name: string;
  readonly title: string;
  readonly catalog: CatalogDocument;
  readonly lock: CatalogLock;
  readonly policy: Policy;
  readonly flows: readonly FlowDocument[];
  /** What starts flows without anybody asking. */
  readonly triggers?: readonly TriggerDocument[];
  /** Limits of flows' runs, by flow; `*` for those not named. */
  readonly queues?: QueuePolicies;
  /** Where mail for triggers is taken; GANTRY_MAIL_PORT says otherwise. Default host: 127.0.0.1. */
  readonly mailIn?: { readonly port: number; readonly host?: string };
  readonly phrasebooks: Readonly<Record<string, Phrasebook>>;
  readonly scores: Readonly<Record<string, LogisticModelDocument>>;
  /** Product names and terms that are nobody's secret: free text that is over-masked for a model keeps them. */
  readonly vocabulary?: readonly string[];
  /** Deployments beside those that the environment configures, from `defineModels`. */
  readonly models?: ModelsDocument;
  /** Servers whose tools `reason` steps may call, from `defineTools`. */
  readonly tools?: ToolsDocument;
  /** What was agreed of them; default: what stands in tools.lock.json beside the project's config. */
  readonly toolsLock?: ToolsLock;
  readonly personas: readonly Persona[];
  /** How long things are kept, in days. */
  readonly retention?: RetentionRules;
  readonly reminders?: ReminderRules;
  /** How answers go to people by mail: of triggers with a digest, and of saved questions. Without it none do. */
  readonly digests?: DigestRules;
  /** People whom digests of triggers go to. */
  readonly subscribers?: readonly Subscriber[];
  readonly introspection?: Introspection;
  readonly processing?: ProcessingStatement;
  readonly systems?: (options: SystemsOptions) => Promise<Systems>;
}

/** Types a project's config; gives it back as it is. */
export const defineProject = (project: Project): Project => project;

/** A project with what commands have added to it beside its own files. */
export interface LoadedProject extends Project {
  readonly folder: string;
  /** The catalog as its author wrote it: without labels from the command line and without crosswalks. */
  readonly written: CatalogDocument;
}

let resolves = false;

/** A project's files import "gantry", wherever they lie: it is this very copy of it. */
function resolveGantry(): void {
  if (resolves) return;
  resolves = true;
  const own = new URL("../index.ts", import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "gantry" ? { url: own, shortCircuit: true } : next(specifier, context),
  });
}

/** @throws GantryError `bad-config` when there is no project in the folder, or its files don't fit each other. */
export async function loadProject(folder: string): Promise<LoadedProject> {
  const file = path.join(folder, "gantry.config.ts");
  if (!existsSync(file)) {
    throw new GantryError("bad-config", `there is no gantry.config.ts in ${folder}`, {
      remedy: "set GANTRY_PROJECT to a project's folder, or make one with `gantry connect`",
    });
  }
  resolveGantry();
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module === "object" && module !== null && "project" in module) {
    const project = module.project as Project; // typed by defineProject
    const labelled = withAcceptedLabels(project.catalog, readLabels(folder));
    const models = withFoundModels(project.models, readFoundModels(folder));
    return {
      ...project,
      ...withCrosswalks(labelled, project.lock, folder),
      ...(models === undefined ? {} : { models }),
      toolsLock: project.toolsLock ?? readToolsLock(folder),
      folder,
      written: project.catalog,
    };
  }
  throw new GantryError("bad-config", `${file} does not export "project"`, {
    remedy: "export const project = defineProject({ … })",
  });
}
