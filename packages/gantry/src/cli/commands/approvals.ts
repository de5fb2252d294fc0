import { GantryError } from "@gantry/contract";
import type { ApprovalView, DecisionRequest, Scalar } from "@gantry/contract";
import type { Client } from "@gantry/client";
import type { Command } from "../command.ts";
import { readOpenFlags } from "../flags.ts";
import { printTable } from "../print/table.ts";
import { block, bold, dim, shorten } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

const verbs = ["show", "accept", "reject", "edit"] as const;

/**
 * Lists what waits for a decision; `show ID` prints one in full, `accept`, `reject` and `edit ID --subject "…"` decide on
 * exactly the content that stands there now. What a check flagged is accepted with `--acknowledge` only.
 */
export const approvals: Command = async (words) => {
  const { values, positionals, others } = readOpenFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    reason: { type: "string" },
    acknowledge: { type: "boolean", default: false },
  });
  const [word, id] = positionals;
  const verb = verbs.find((it) => it === word);
  if (word !== undefined && verb === undefined) {
    throw new GantryError("bad-request", `"${word}" is no decision`, {
      remedy: 'gantry approvals show ID, accept ID, reject ID, or edit ID --subject "…"',
    });
  }
  if (verb !== "edit" && Object.keys(others).length > 0) {
    throw new GantryError("bad-request", `Unknown option '--${Object.keys(others)[0]}'`, {
      remedy: "see `gantry help`",
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const all = await client.approvals();
  if (verb === undefined) {
    const shown = all.filter((it) => values.all || it.state === "pending");
    if (values.json) console.log(JSON.stringify(shown, null, 2));
    else printList(shown);
    return 0;
  }
  const found = find(all, id);
  const { reason, acknowledge } = values;
  const shown = verb === "show" ? found : await decide(client, found, { verb, edit: others, reason, acknowledge });
  if (values.json) console.log(JSON.stringify(shown, null, 2));
  else if (verb === "show") printWhole(shown);
  else console.log(`${shown.state}: ${summary(shown)}`);
  return 0;
};

/** By its id, or by a beginning of it that no other has. */
function find(all: readonly ApprovalView[], id: string | undefined): ApprovalView {
  const found = all.filter((it) => id !== undefined && id !== "" && it.id.startsWith(id));
  const exact = found.find((it) => it.id === id) ?? (found.length === 1 ? found[0] : undefined);
  if (exact) return exact;
  throw new GantryError(
    found.length > 1 ? "bad-request" : "not-found",
    found.length > 1 ? "several approvals begin like that" : "there is no such approval among those you may see",
    { remedy: "their ids: gantry approvals" },
  );
}

interface Decision {
  readonly verb: "accept" | "reject" | "edit";
  readonly edit: Readonly<Record<string, string>>;
  readonly reason: string | undefined;
  /** Its flags were seen. */
  readonly acknowledge: boolean;
}

function decide(
  client: Client,
  { id, contentHash }: ApprovalView,
  { verb, edit, reason, acknowledge }: Decision,
): Promise<ApprovalView> {
  if (verb === "edit" && Object.keys(edit).length === 0) {
    throw new GantryError("bad-request", "edit what?", { remedy: `gantry approvals edit ${id} --subject "…"` });
  }
  const request: DecisionRequest = {
    decision: verb,
    contentHash,
    ...(verb === "edit" ? { edit: { ...edit } } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(acknowledge ? { acknowledgeFlags: true } : {}),
  };
  return client.decide(id, request);
}

function printList(all: readonly ApprovalView[]): void {
  if (all.length === 0) return console.log("nothing waits for a decision");
  for (const [title, group] of Map.groupBy(all, (it) => `${it.title} (${it.flow}, run ${shorten(it.run, 12)})`)) {
    console.log(bold(title));
    const fields = Object.keys(group[0]?.content ?? {}).filter((name) => !group.some((it) => isLong(it.content[name])));
    const hasFate = group.some((it) => it.state !== "pending");
    printTable(
      ["id", ...fields, ...(hasFate ? ["state"] : [])].map((name) => ({ name, title: name, format: "text" })),
      group.map((it) => ({
        ...it.content,
        id: it.id,
        state: it.effect === "none" ? it.state : `${it.state}, ${it.effect}`,
      })),
    );
    for (const it of group) for (const flag of it.flags) console.log(`  ! ${it.id}: ${flag}`);
  }
  console.log(dim('gantry approvals show ID · accept ID · reject ID · edit ID --subject "…"'));
}

function printWhole(it: ApprovalView): void {
  console.log(`${bold(it.title)}\n${dim(`${it.state}, ${it.effect} · for ${it.by} to decide · ${it.id}`)}`);
  for (const [name, value] of Object.entries(it.content)) {
    const text = String(value ?? "–");
    console.log(isLong(value) ? `${name}:\n${block(text, "  ")}` : `${name}: ${text}`);
  }
  for (const flag of it.flags) console.log(`! ${flag}`);
}

const isLong = (value: Scalar | undefined): boolean =>
  typeof value === "string" && (value.includes("\n") || value.length > 120);

/** Its short fields: recipient and subject of a letter, title and day of a step. */
const summary = ({ content }: ApprovalView): string =>
  Object.values(content)
    .filter((value) => value !== null && !isLong(value))
    .map(String)
    .join("  ");
