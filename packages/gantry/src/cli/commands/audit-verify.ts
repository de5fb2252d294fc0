// `gantry audit verify`: the ledger of the server, or a file with the server gone.
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { verifyErasure, verifyExport } from "../../guard/index.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Exits 0 when all is as it was written, 1 with a line for each finding when not. */
export const auditVerify: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string", default: "compliance" },
    key: { type: "string" },
    checkpoints: { type: "string" },
    subject: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [file, ...more] = positionals;
  if (more.length > 0) throw new GantryError("bad-request", "one file at a time");
  if (file !== undefined) return verifyFile(file, values);
  const { client } = await connectAs(readSettings(), values.as);
  const verdict = await client.verifyLedger();
  const said = `the ledger is whole: ${verdict.entries} entries in ${verdict.chains} chains, every hash and checkpoint fits${newer(verdict.unsigned)}`;
  return tell(verdict, verdict.findings, said, values.json);
};

/** Entries that no checkpoint has seen may have been more. */
const newer = (unsigned: number): string =>
  unsigned === 0
    ? ""
    : `; ${unsigned} entries are newer than the last checkpoint of their chain: nothing vouches for their end`;

interface FileFlags {
  readonly key?: string | undefined;
  readonly checkpoints?: string | undefined;
  readonly subject?: string | undefined;
  readonly json: boolean;
}

function verifyFile(file: string, flags: FileFlags): number {
  if (flags.key === undefined)
    throw new GantryError("bad-request", "a file proves itself by the public key", {
      remedy: `gantry audit verify ${file} --key gantry.pub (once, while you trust the server: gantry audit key > gantry.pub)`,
    });
  const key = keyOf(read(flags.key));
  const text = read(file);
  if (!text.startsWith('{"at":') && text.includes('"erasure/1"')) {
    const { ok, findings, receipt } = verifyErasure(text, key, flags.subject);
    const about = flags.subject === undefined ? "a subject" : flags.subject;
    const said = `the receipt is ours: ${about} was erased by ${receipt?.doneAt ?? "?"}, ${receipt?.erased.rows ?? 0} rows and ${receipt?.erased.quotes ?? 0} quotes in ${receipt?.erased.runs ?? 0} runs, ${receipt?.keys.length ?? 0} keys destroyed${receipt?.without === undefined ? "" : `; ${receipt.without} was not asked by which names it knows the subject`}`;
    const verdict = { ok, findings, receipt };
    return tell(verdict, findings, said, flags.json);
  }
  const marks = checkpointFiles(flags.checkpoints ?? path.dirname(file));
  const verdict = verifyExport(text, marks, key);
  const withheld = verdict.withoutContent === 0 ? "" : `, of ${verdict.withoutContent} only the link`;
  const said = `the export is whole: ${verdict.entries} entries in ${verdict.chains} chains${withheld}; ${verdict.checkpoints} checkpoints fit${newer(verdict.unsigned)}`;
  return tell(
    verdict,
    verdict.findings.map((it) => it.message),
    said,
    flags.json,
  );
}

function tell(verdict: { readonly ok: boolean }, findings: readonly string[], said: string, asJson: boolean): number {
  if (asJson) console.log(JSON.stringify(verdict, null, 2));
  else if (verdict.ok) console.log(said);
  else for (const finding of findings) console.error(finding);
  return verdict.ok ? 0 : 1;
}

/** A file of checkpoints, or those in a folder. */
function checkpointFiles(where: string): readonly string[] {
  if (statSync(where).isFile()) return [read(where)];
  return readdirSync(where)
    .filter((name) => name.endsWith(".jsonl") && name !== "ledger.jsonl")
    .sort()
    .map((name) => read(path.join(where, name)));
}

function keyOf(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new GantryError("bad-config", "the file given by --key holds no public key", {
      remedy: "gantry audit key > gantry.pub",
      cause,
    });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new GantryError("not-found", `${file} can't be read`, { cause });
  }
}
