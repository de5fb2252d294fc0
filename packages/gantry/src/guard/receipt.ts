// What left in a run, read off the ledger, and the sum of it in a sentence.
import { GantryError, ReceiptEgress, ReceiptScore } from "@gantry/contract";
import type { Receipt, ReceiptColumn, ReceiptImage } from "@gantry/contract";
import { z } from "zod";
import type { LedgerEntry } from "./ports.ts";

const Attempted = z.object({
  egress: z.string(),
  step: z.string(),
  row: z.string(),
  /** Of a call that carried several. */
  rows: z.array(z.string()).optional(),
  egressKind: ReceiptEgress.shape.kind,
  destination: z.string(),
  zone: ReceiptEgress.shape.zone,
  columns: ReceiptEgress.shape.columns,
  tokens: ReceiptEgress.shape.tokens,
  reason: ReceiptEgress.shape.reason,
  prompt: ReceiptEgress.shape.prompt,
  images: ReceiptEgress.shape.images,
  /** Of what left at a replay, which is none of the run's own. */
  purpose: z.literal("replay").optional(),
});
const Reused = z.object({
  step: z.string(),
  row: z.string(),
  destination: z.string(),
  zone: ReceiptEgress.shape.zone,
  from: z.enum(["equal", "cache"]),
});
const Concluded = z.object({ egress: z.string(), usage: ReceiptEgress.shape.usage });

interface Group {
  readonly first: LedgerEntry;
  readonly body: z.infer<typeof Attempted>;
  readonly rows: Set<string>;
  readonly columns: Map<string, ReceiptColumn>;
  readonly tokens: Record<string, number>;
  readonly images: Map<string, ReceiptImage>;
  readonly usage: { input: number; output: number; cost: number };
  /** Rows that were answered with what was known already. */
  readonly reused: { equal: number; cache: number };
  calls: number;
  done: number;
  failed: number;
}

/** Of rows that went nowhere: named like a call to where they would have gone. */
const unsent = (entry: LedgerEntry, { step, row, destination, zone }: z.infer<typeof Reused>): Group["body"] => ({
  egress: `${entry.chain}/${entry.seq}`,
  step,
  row,
  egressKind: "model",
  destination,
  zone,
  columns: [],
  tokens: {},
});

const parse = <T>(schema: z.ZodType<T>, entry: LedgerEntry): T => {
  const parsed = schema.safeParse(entry.body);
  if (parsed.success) return parsed.data;
  throw new GantryError("internal", `ledger entry ${entry.seq} of chain ${entry.chain} can't be read`, {
    remedy: "gantry audit verify",
  });
};

/**
 * Sums ledger entries of a run by step and destination: rows, calls, columns with their treatment, tokens by label, usage.
 * A sum is `done` when every call is, `failed` when one failed and none is open, else `attempted`.
 */
export const egressesOf = (entries: readonly LedgerEntry[]): readonly ReceiptEgress[] => {
  const groups = new Map<string, Group>();
  const byEgress = new Map<string, Group>();
  const groupOf = (entry: LedgerEntry, body: Group["body"]): Group => {
    const place = JSON.stringify([body.step, body.egressKind, body.destination, body.zone]);
    const group: Group = groups.get(place) ?? {
      first: entry,
      body,
      rows: new Set(),
      columns: new Map(),
      tokens: {},
      images: new Map(),
      usage: { input: 0, output: 0, cost: 0 },
      reused: { equal: 0, cache: 0 },
      calls: 0,
      done: 0,
      failed: 0,
    };
    groups.set(place, group);
    return group;
  };
  // An end may be written twice; the first counts.
  const ended = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "reused") {
      const body = parse(Reused, entry);
      groupOf(entry, unsent(entry, body)).reused[body.from] += 1;
    } else if (entry.kind === "attempted") {
      const body = parse(Attempted, entry);
      if (body.purpose === "replay") continue;
      const group = groupOf(entry, body);
      byEgress.set(body.egress, group);
      group.calls += 1;
      for (const row of [body.row, ...(body.rows ?? [])]) group.rows.add(row);
      for (const column of body.columns) group.columns.set(JSON.stringify(column), column);
      for (const image of body.images ?? []) group.images.set(image.sha256, image);
      for (const [label, count] of Object.entries(body.tokens))
        group.tokens[label] = (group.tokens[label] ?? 0) + count;
    } else if (entry.kind === "done" || entry.kind === "failed") {
      const { egress, usage } = parse(Concluded, entry);
      const group = byEgress.get(egress);
      if (group === undefined || ended.has(egress)) continue;
      ended.add(egress);
      group[entry.kind] += 1;
      group.usage.input += usage?.input ?? 0;
      group.usage.output += usage?.output ?? 0;
      group.usage.cost += usage?.cost ?? 0;
    }
  }
  return [...groups.values()].map((group) => ({
    id: group.body.egress,
    at: group.first.at,
    step: group.body.step,
    kind: group.body.egressKind,
    destination: group.body.destination,
    zone: group.body.zone,
    rows: group.rows.size,
    calls: group.calls,
    columns: [...group.columns.values()],
    tokens: group.tokens,
    ...(group.body.reason === undefined ? {} : { reason: group.body.reason }),
    ...(group.body.prompt === undefined ? {} : { prompt: group.body.prompt }),
    ...(group.images.size === 0 ? {} : { images: [...group.images.values()] }),
    ...(group.body.egressKind === "model" || group.usage.cost > 0 ? { usage: group.usage } : {}),
    ...(group.reused.equal + group.reused.cache === 0 ? {} : { reused: group.reused }),
    status: group.done === group.calls ? "done" : group.done + group.failed === group.calls ? "failed" : "attempted",
  }));
};

const Scored = ReceiptScore.omit({ model: true }).extend({ destination: z.string() });

/** What analytic models computed in runs, by step: the last time, where a process died before it was kept. */
export const scoresOf = (entries: readonly LedgerEntry[]): readonly ReceiptScore[] => {
  const byStep = new Map<string, ReceiptScore>();
  for (const entry of entries) {
    if (entry.kind !== "scored") continue;
    const { destination: model, ...body } = parse(Scored, entry);
    byStep.set(`${entry.run}/${body.step}`, { ...body, model });
  }
  return [...byStep.values()];
};

/** First and last entry of a run in the chain that holds most of them, for `Receipt.ledger`; null when there are none. */
export const ledgerRange = (entries: readonly LedgerEntry[]): Receipt["ledger"] => {
  const chains = [...Map.groupBy(entries, (entry) => entry.chain).values()].sort((a, b) => b.length - a.length);
  const [own] = chains;
  const last = own?.at(-1);
  const [first] = own ?? [];
  if (first === undefined || last === undefined) return null;
  return { chain: first.chain, from: first.seq, to: last.seq, head: last.hash };
};

const plural = (count: number, one: string, many: string = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const wordsFor: Readonly<Record<string, string>> = {
  "person.name": "names",
  "person.email": "e-mails",
  "person.phone": "phone numbers",
  "person.address": "addresses",
  "company.name": "company names",
  "text.untrusted": "names in texts",
  "input.question": "names in the question",
};
const wordFor = (label: string): string =>
  wordsFor[label] ?? (label.startsWith("financial") ? "amounts" : (label.split(".").at(-1) ?? label));
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** "2 models, 214 rows, 6 columns; names and e-mails as tokens, amounts as bands; nothing personal left to a model". */
export const receiptSummary = (egresses: readonly ReceiptEgress[]): string => {
  const models = egresses.filter((egress) => egress.kind === "model" && egress.calls > 0);
  const sent = egresses.filter((egress) => egress.kind !== "model" && egress.kind !== "viewer");
  const parts: string[] = [];
  if (models.length > 0) {
    // Columns of sources; not the day, a parameter, or that a row was there.
    const columns = new Set(
      models.flatMap((egress) => egress.columns.map(({ column }) => column).filter((it) => /^\w+\.\w+\.\w+$/.test(it))),
    );
    const names = new Set(models.map((egress) => egress.destination));
    const rows = Math.max(...models.map((egress) => egress.rows));
    parts.push(`${plural(names.size, "model")}, ${plural(rows, "row")}, ${plural(columns.size, "column")}`);
    const away = models.filter((egress) => egress.zone !== "inside").flatMap((egress) => egress.columns);
    const treated = (["token", "band"] as const).flatMap((treatment) => {
      const labels = away.filter((column) => column.treatment === treatment).map((column) => wordFor(column.label));
      const words = [...new Set(labels)];
      return words.length === 0 ? [] : [`${list(words)} as ${treatment}s`];
    });
    if (treated.length > 0) parts.push(treated.join(", "));
    const clear = away.filter(
      ({ label, level, treatment }) =>
        label.startsWith("person") && treatment === "pass" && level !== "aggregated" && level !== "control",
    );
    const personal = [...new Set(clear.map((column) => wordFor(column.label)))];
    if (away.length === 0) parts.push("every model ran inside, so nothing left to a model");
    else parts.push(personal.length === 0 ? "nothing personal left to a model" : `${list(personal)} left in clear`);
  }
  for (const [kind, one] of Object.entries({ tool: "tool call", mail: "mail", write: "write" })) {
    const calls = sent.filter((egress) => egress.kind === kind).reduce((sum, egress) => sum + egress.calls, 0);
    if (calls > 0) parts.push(plural(calls, one));
  }
  const known = egresses.reduce((sum, { reused }) => sum + (reused?.equal ?? 0) + (reused?.cache ?? 0), 0);
  if (known > 0) parts.push(`${plural(known, "row")} answered from what was known, of which nothing left`);
  return parts.length === 0 ? "nothing left" : parts.join("; ");
};
