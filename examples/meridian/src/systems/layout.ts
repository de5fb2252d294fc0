// The company's data on disk and in PostgreSQL: laid out once for a seed and a day, found again by the next start.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Company } from "../company/types.ts";
import { loadBilling, readBillingMark } from "./billing/index.ts";
import type { BillingConnection } from "./billing/index.ts";
import type { CrmData } from "./crm/index.ts";
import type { ErpData } from "./erp/schema.ts";
import { mailCredentials } from "./mail/index.ts";
import type { MailCredentials } from "./mail/index.ts";

export interface LayoutOptions {
  readonly dir: string;
  readonly postgresUrl: string;
  readonly billingDatabase: string;
  readonly seed: number;
  readonly today: string;
  readonly accounts: number;
}

interface Login {
  readonly user: string;
  readonly password: string;
}

export interface Layout {
  readonly crm: CrmData;
  readonly erp: ErpData;
  readonly billing: BillingConnection;
  readonly logins: { readonly erp: Login; readonly mail: MailCredentials };
  /** Whether it was made now, or found. */
  readonly isNew: boolean;
}

/** What the data on disk is, and the id that the billing database carries too. */
interface Manifest {
  readonly id: string;
  readonly version: string;
  readonly seed: number;
  readonly today: string;
  readonly accounts: number;
  readonly billingDatabase: string;
}

/** Where things are below the company's folder. */
export const places = (dir: string) => ({
  manifest: join(dir, "manifest.json"),
  secrets: join(dir, "secrets.json"),
  data: join(dir, "data"),
  crm: join(dir, "data", "crm.bin"),
  erp: join(dir, "data", "erp.bin"),
  usage: join(dir, "data", "usage"),
  pictures: join(dir, "data", "pictures"),
  documents: join(dir, "data", "documents"),
  crmWrites: join(dir, "data", "crm-writes.jsonl"),
  mail: join(dir, "mail"),
});

const generator = join(import.meta.dirname, "..", "company");

/** A name for the generator as it is: data that another one made is laid out anew. */
const generatorVersion = async (): Promise<string> => {
  const entries = await readdir(generator, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((it) => it.isFile() && !it.name.includes(".test."))
    .map((it) => join(it.parentPath, it.name))
    .sort();
  const hash = createHash("sha256").update(process.version);
  for (const content of await Promise.all(files.map((it) => readFile(it)))) hash.update(content);
  return hash.digest("hex").slice(0, 16);
};

const readJson = async <T>(path: string): Promise<T | undefined> => {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T; // written by this file alone
  } catch {
    return undefined;
  }
};

const writeJson = async (path: string, value: unknown): Promise<void> => {
  await writeFile(`${path}.part`, JSON.stringify(value, null, 2), { mode: 0o600 });
  await rename(`${path}.part`, path);
};

const writePictures = async (folder: string, pictures: Company["pictures"]): Promise<void> => {
  const folders = new Set(pictures.map((it) => dirname(join(folder, it.path))));
  await Promise.all([...folders].map((it) => mkdir(it, { recursive: true })));
  await Promise.all(pictures.map((it) => writeFile(join(folder, it.path), it.svg)));
};

const find = async (options: LayoutOptions, wanted: Omit<Manifest, "id">): Promise<Layout | undefined> => {
  const at = places(options.dir);
  const manifest = await readJson<Manifest>(at.manifest);
  const secrets = await readJson<{ billing: BillingConnection } & Layout["logins"]>(at.secrets);
  if (manifest === undefined || secrets === undefined) return undefined;
  if (Object.entries(wanted).some(([name, value]) => manifest[name as keyof Manifest] !== value)) return undefined;
  const files = await Promise.all([readFile(at.crm), readFile(at.erp)]).catch(() => undefined);
  const mark = await readBillingMark(options.postgresUrl, options.billingDatabase);
  if (files === undefined || mark !== manifest.id) return undefined;
  const [crm, erp] = files;
  const { billing, ...logins } = secrets;
  const { hostname, port } = new URL(options.postgresUrl);
  return {
    crm: deserialize(crm) as CrmData, // written by `make`, by this very generator
    erp: deserialize(erp) as ErpData,
    // The server may stand at another port today.
    billing: { ...billing, host: hostname, port: Number(port === "" ? 5432 : port) },
    logins,
    isNew: false,
  };
};

const make = async (options: LayoutOptions, wanted: Omit<Manifest, "id">): Promise<Layout> => {
  const at = places(options.dir);
  const id = randomUUID();
  await rm(at.manifest, { force: true });
  await rm(at.data, { recursive: true, force: true });
  await mkdir(at.data, { recursive: true, mode: 0o700 });
  const [{ generateCompany }, { writeUsage }] = await Promise.all([
    import("../company/index.ts"),
    import("./usage/index.ts"),
  ]);
  const company = generateCompany({ seed: options.seed, today: options.today, accounts: options.accounts });
  const [billing] = await Promise.all([
    loadBilling(options.postgresUrl, company.billing, options.billingDatabase, id),
    writeUsage(at.data, company.usage),
    writePictures(at.pictures, company.pictures),
    writeFile(at.crm, serialize(company.crm), { mode: 0o600 }),
    writeFile(at.erp, serialize(company.erp), { mode: 0o600 }),
  ]);
  // Logins outlive the data: who wrote them down can go on using them.
  const known = await readJson<Layout["logins"]>(at.secrets);
  const logins = {
    erp: known?.erp ?? { user: "GANTRY_READER", password: randomBytes(18).toString("base64url") },
    mail: known?.mail ?? mailCredentials(),
  };
  await writeJson(at.secrets, { billing, ...logins });
  // Last of all: without a manifest the data is not there.
  await writeJson(at.manifest, { id, ...wanted });
  return { crm: company.crm, erp: company.erp, billing, logins, isNew: true };
};

/** Finds the data laid out in the folder, or lays it out anew when seed, day, size or generator differ. */
export const layOut = async (options: LayoutOptions): Promise<Layout> => {
  const { seed, today, accounts, billingDatabase } = options;
  const wanted = { version: await generatorVersion(), seed, today, accounts, billingDatabase };
  return (await find(options, wanted)) ?? (await make(options, wanted));
};
