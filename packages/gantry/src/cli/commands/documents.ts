import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { IndexReport, PassageView } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printTable } from "../print/table.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

const usage = 'gantry documents search "QUERY" [--in COLLECTION,…] [--top N] [--as PERSONA] | index [COLLECTION]';
const mostPassages = 50;

/** Searches the collections of documents as a persona, or brings their index up to date. Exits 1 where a document can't be read. */
export const documents: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    in: { type: "string" },
    top: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  });
  const [verb, ...rest] = positionals;
  if (verb === "search") {
    const query = rest.join(" ").trim();
    if (query === "") throw new GantryError("bad-request", "search for what?", { remedy: usage });
    const top = Number(values.top);
    if (!Number.isInteger(top) || top < 1 || top > mostPassages)
      throw new GantryError("bad-request", `--top is a whole number from 1 to ${mostPassages}`);
    const { client } = await connectAs(readSettings(), values.as);
    const wanted = values.in === undefined ? {} : { in: values.in.split(",").map((it) => it.trim()) };
    const found = await client.searchDocuments(query, { top, ...wanted });
    if (values.json) console.log(JSON.stringify(found, null, 2));
    else printPassages(found.passages);
    return 0;
  }
  if (verb === "index") {
    const { client } = await connectAs(readSettings(), values.as);
    return index(client, rest[0], values.json);
  }
  throw new GantryError("bad-request", verb === undefined ? "documents: what?" : `there is no "documents ${verb}"`, {
    remedy: usage,
  });
};

async function index(client: Client, collection: string | undefined, json: boolean): Promise<number> {
  const reports = await client.indexDocuments(collection);
  if (json) console.log(JSON.stringify(reports, null, 2));
  else printReports(reports);
  return reports.some(({ unread }) => unread.length > 0) ? 1 : 0;
}

function printPassages(passages: readonly PassageView[]): void {
  if (passages.length === 0) console.log("no passage that you may see answers this");
  for (const { rank, title, document, collection, place, text } of passages) {
    console.log(`${rank}. ${bold(title ?? "(not shown to you)")}${place === null ? "" : `, ${place}`}`);
    console.log(dim(`   ${collection}: ${document ?? "(not shown to you)"}`));
    console.log(`${block(text ?? "(not shown to you)", "   ")}\n`);
  }
}

function printReports(reports: readonly IndexReport[]): void {
  if (reports.length === 0) console.log('no collections: give the catalog a source with the connector "documents"');
  else {
    const columns = ["collection", "documents", "passages", "added", "changed", "removed", "unread"].map((name) => ({
      name,
      title: name,
      format: name === "collection" ? ("text" as const) : ("number" as const),
    }));
    printTable(
      columns,
      reports.map(({ unread, ...report }) => ({ ...report, unread: unread.length })),
    );
  }
  for (const { why, remedy } of reports.flatMap(({ unread }) => unread))
    console.log(`${why}${remedy === undefined ? "" : `\n  ${remedy}`}`);
}
