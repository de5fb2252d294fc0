// The auditor's side of the house: the ledger proved and exported, subjects searched and erased.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { ErasureReceipt } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { exportLedger, signErasure, verifyLedger } from "../guard/index.ts";
import type { Checkpoint, Ledger, LedgerEntry } from "../guard/index.ts";
import type { QueryEngine } from "../query/index.ts";
import { tellsWho } from "../run/index.ts";
import type { Erasure, ErasureRecord, Runs } from "../run/index.ts";
import type { Context } from "../connect/kit/index.ts";
import type { AuditDeps, LedgerVerdict } from "../serve/index.ts";
import type { Keyring, Store } from "../store/index.ts";

export interface AuditingOptions {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly keyring: Keyring;
  readonly catalog: Catalog;
  readonly query: QueryEngine;
  readonly runs: () => Runs;
  readonly context: (source: string, signal: AbortSignal) => Context;
  /** Folder of the signed checkpoints. */
  readonly checkpoints: string;
}

export interface Auditing extends AuditDeps {
  verify(): Promise<LedgerVerdict>;
  /** Writes an erasure to the ledger and signs its receipt. */
  certify(record: ErasureRecord): Promise<ErasureReceipt>;
}

export function createAuditing(options: AuditingOptions): Auditing {
  const { store, ledger, keyring } = options;

  const chains = async (): Promise<readonly (readonly LedgerEntry[])[]> => {
    const heads = await store.ledger.heads();
    return Promise.all(heads.map(({ chain, seq }) => store.ledger.ofChain(chain, -1, seq + 1)));
  };
  const request = async (subject: string, by: string, without?: string) => ({
    subject,
    by,
    without,
    values: await knownBy(options, subject, without),
  });

  return {
    publicKey: keyring.verifying.export({ type: "spki", format: "pem" }).toString(),
    checkpoints: async () => {
      await ledger.checkpoint();
      return readCheckpoints(options.checkpoints);
    },
    verify: async () => {
      const failure = await ledger.checkpoint().then(
        () => undefined,
        () => "no checkpoint can be written just now",
      );
      const entries = (await chains()).flat();
      const verdict = verifyLedger(entries, await readCheckpoints(options.checkpoints), keyring.verifying);
      const { chains: count, unsigned } = verdict;
      const told =
        failure === undefined
          ? []
          : [`${failure}: ${unsigned} entries are newer than the last, and nothing would tell that they were cut off`];
      const findings = [...verdict.findings.map((it) => it.message), ...told];
      return { ok: findings.length === 0, entries: entries.length, chains: count, findings, unsigned };
    },
    exported: async ({ run, subject }) => {
      const runs =
        subject === undefined
          ? run === undefined
            ? null
            : [run]
          : runsOf(await options.runs().searchSubject(await request(subject, "export")));
      // So that their ends are vouched for.
      await ledger.checkpoint();
      return exportLedger(await chains(), runs, new Date(), keyring.signing);
    },
    search: async (subject, caller, without) =>
      viewOf(await options.runs().searchSubject(await request(subject, caller.subject, without))),
    erase: async (subject, caller, without) =>
      viewOf(await options.runs().eraseSubject(await request(subject, caller.subject, without))),
    certify: async (record) => {
      const { id, requestedBy, counts, keys, without } = record;
      const body = { erasure: id, ...counts, keys: [...keys], ...(without === undefined ? {} : { without }) };
      const entry = await ledger.append({ kind: "erasure", run: null, caller: requestedBy, body });
      await ledger.checkpoint();
      return signErasure(record, entry, new Date(), keyring.signing);
    },
  };
}

const runsOf = (found: Erasure): readonly string[] => (found.dryRun ? found.runs.map((it) => it.run) : []);

const viewOf = (erasure: Erasure): Awaited<ReturnType<AuditDeps["erase"]>> =>
  erasure.dryRun
    ? { dryRun: true, counts: erasure.counts, runs: [...erasure.runs] }
    : // Made by `certify`, above.
      { dryRun: false, counts: erasure.counts, receipt: erasure.receipt as ErasureReceipt };

/**
 * What its source says of a subject now: names and addresses by which other texts may quote it.
 * @param without the source, where it need not be asked
 * @throws GantryError `source-unreachable` where it can't be asked: texts would be searched for less than the receipt says.
 */
async function knownBy(
  { catalog, query, context }: AuditingOptions,
  subject: string,
  without: string | undefined,
): Promise<readonly string[]> {
  const name = subject.slice(0, subject.indexOf(":"));
  const table = catalog.tables[name];
  const [from = ""] = name.split(".");
  if (without !== undefined && without !== from)
    throw new GantryError("bad-input", `"${without}" is not the source that says by which names ${name} are known`, {
      remedy: `leave it out, or say --without ${from}`,
    });
  if (without !== undefined) return [];
  const key = table?.columns.find((it) => it.name === table.key[0]);
  if (!table || !key) return [];
  const telling = table.columns.flatMap((column) => {
    const label = column.labels.find((it) => /^(?:person|company)\./.test(it));
    return label === undefined || column.type !== "varchar" ? [] : [{ name: column.name, label }];
  });
  if (telling.length === 0) return [];
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const signal = AbortSignal.timeout(10_000);
  try {
    const { relation } = await query.run(
      `select ${telling.map((it) => quoted(it.name)).join(", ")} from ${name} where ${quoted(key.name)}::varchar = $subject`,
      {
        parameters: { subject: { type: "varchar", value: subject.slice(name.length + 1) } },
        steps: {},
        context: (source) => context(source, signal),
        signal,
      },
    );
    return relation.rows.flatMap((row) =>
      telling.flatMap(({ name: column, label }) => {
        const value = row[column];
        return typeof value === "string" && tellsWho(value, label) ? [value] : [];
      }),
    );
  } catch (cause) {
    throw new GantryError("source-unreachable", `${from} can't be asked by which names it knows the subject`, {
      remedy: `try again when ${from} answers; or search for what runs tell alone, which the receipt will say: --without ${from}`,
      where: { source: from },
      retryable: true,
      cause,
    });
  }
}

/** Each process writes a file of its own; each is one chain of checkpoints. */
async function readCheckpoints(folder: string): Promise<readonly (readonly Checkpoint[])[]> {
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(
    files.toSorted((a, b) => a.localeCompare(b)).map((file) => readFile(path.join(folder, file), "utf8")),
  );
  // Written by checkpointFile; the verifier checks every signature, so a forged line is found there.
  return texts.map((text) =>
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Checkpoint),
  );
}
