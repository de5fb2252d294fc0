// A project: what a company writes. Its folder holds gantry.config.ts, which exports `project`.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import type { InboxMail } from "@gantry/contract";
import type { CatalogDocument, CatalogLock } from "../catalog/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import type { LogisticModelDocument, Phrasebook } from "../model/index.ts";
import type { Policy } from "../policy/index.ts";
import type { Persona, SystemEndpoint } from "../serve/index.ts";

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

export interface Project {
  readonly name: string;
  readonly title: string;
  readonly catalog: CatalogDocument;
  readonly lock: CatalogLock;
  readonly policy: Policy;
  readonly flows: readonly FlowDocument[];
  readonly phrasebooks: Readonly<Record<string, Phrasebook>>;
  readonly scores: Readonly<Record<string, LogisticModelDocument>>;
  readonly personas: readonly Persona[];
  readonly introspection?: Introspection;
  readonly systems?: (options: SystemsOptions) => Promise<Systems>;
}

/** Types a project's config; gives it back as it is. */
export const defineProject = (project: Project): Project => project;

/** @throws GantryError `bad-config` when there is no project in the folder. */
export async function loadProject(folder: string): Promise<Project> {
  const file = path.join(folder, "gantry.config.ts");
  if (!existsSync(file)) {
    throw new GantryError("bad-config", `there is no gantry.config.ts in ${folder}`, {
      remedy: "set GANTRY_PROJECT to a project's folder",
    });
  }
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module === "object" && module !== null && "project" in module) return module.project as Project; // typed by defineProject
  throw new GantryError("bad-config", `${file} does not export "project"`, {
    remedy: "export const project = defineProject({ … })",
  });
}
