// `gantry receipt RUN`: what left in a run, in a sentence and then in full.
import { GantryError } from "@gantry/contract";
import type { Receipt, ReceiptColumn, ReceiptEgress, ReceiptImage } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

export const receipt: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [run, ...more] = positionals;
  if (run === undefined || more.length > 0)
    throw new GantryError("bad-request", "the receipt of which run?", {
      remedy: "gantry receipt RUN [--as PERSONA] [--json]; `gantry runs` lists them",
    });
  const { client } = await connectAs(readSettings(), values.as);
  const found = await client.receipt(run);
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else for (const line of receiptLines(found)) console.log(line);
  return 0;
};

/** The receipt for people, a line each. */
export function receiptLines({ summary, egresses, scores = [], sources, policy, ledger }: Receipt): readonly string[] {
  return [
    bold(block(sentence(summary), "")),
    ...egresses.flatMap(egressLines),
    ...scores.flatMap((it) => [
      "",
      `${bold(`${it.step} → ${it.model}`)} ${dim(`analytic model, ${it.zone}: ${counted(it.rows, "row")}`)}`,
      dim(block(`this model: ${it.reason}`, "  ")),
    ]),
    "",
    bold("Read for it"),
    ...(sources.length === 0 ? ["  nothing"] : []),
    ...sources.map(
      (it) => `  ${it.table}: ${counted(it.rows, "row")} in ${counted(it.calls, "call")}, as of ${it.asOf}`,
    ),
    "",
    dim(`policy ${policy}`),
    ...(ledger === null
      ? []
      : [dim(`ledger: chain ${ledger.chain}, entries ${ledger.from} to ${ledger.to}; gantry audit verify proves it`)]),
  ];
}

function egressLines(egress: ReceiptEgress): readonly string[] {
  const { step, kind, destination, zone, rows, calls, columns, tokens, usage, status } = egress;
  const { reused, prompt, reason, images = [] } = egress;
  const how = [counted(rows, "row"), counted(calls, "call"), ...(status === "done" ? [] : [status])];
  if (usage && usage.input + usage.output > 0)
    how.push(`${counted(usage.input + usage.output, "model token")}, $${usage.cost.toFixed(4)}`);
  const known = [
    ...(reused?.equal ? [`${counted(reused.equal, "row")} like an equal one`] : []),
    ...(reused?.cache ? [`${counted(reused.cache, "row")} from the cache`] : []),
  ];
  const made = Object.entries(tokens).map(([label, count]) => `${count} × ${label}`);
  return [
    "",
    `${bold(`${step} → ${destination}`)} ${dim(`${kind}, ${zone}: ${how.join(", ")}`)}`,
    ...treatments.flatMap(({ treatment, said }) => {
      const own = columns.filter((it) => it.treatment === treatment && it.level !== "control");
      return own.length === 0 ? [] : [block(`${said}: ${named(own)}`, "  ")];
    }),
    ...(known.length === 0 ? [] : [block(`answered ${known.join(", ")}: nothing left`, "  ")]),
    ...(reason === undefined ? [] : [dim(block(`this model: ${reason}`, "  "))]),
    ...(prompt === undefined ? [] : [dim(block(`asked by prompt ${prompt}`, "  "))]),
    ...(images.length === 0 ? [] : [block(pictures(images), "  ")]),
    ...(made.length === 0 ? [] : [block(`values replaced by tokens: ${made.join(", ")}`, "  ")]),
  ];
}

/** "8 pictures, without their eXIf, tEXt: sha256 3b1f…, …". */
function pictures(images: readonly ReceiptImage[]): string {
  const dropped = [...new Set(images.flatMap((it) => it.dropped))].join(", ");
  const hashes = images.map((it) => `${it.sha256.slice(0, 16)}…`).join(", ");
  return `${counted(images.length, "picture")}${dropped === "" ? "" : `, without their ${dropped}`}: sha256 ${hashes}`;
}

const treatments = [
  { treatment: "token", said: "as tokens" },
  { treatment: "band", said: "as bands" },
  { treatment: "drop", said: "left out" },
  { treatment: "pass", said: "in clear" },
] as const;

/** Each column once, with all its labels. */
const named = (columns: readonly ReceiptColumn[]): string =>
  [...Map.groupBy(columns, (it) => it.column)]
    .map(([column, own]) => `${column} (${[...new Set(own.map((it) => it.label))].join(", ")})`)
    .join(", ");

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
