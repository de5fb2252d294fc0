import { errorFromProblem, GantryError } from "@gantry/contract";
import type { ApprovalDetail, ApprovalView, DecisionRequest } from "@gantry/contract";
import type { Client } from "@gantry/client";
import type { Command } from "../command.ts";
import { readOpenFlags } from "../flags.ts";
import { printApproval, printApprovals, summaryOf } from "../print/approval.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

const verbs = ["show", "accept", "reject", "edit", "undo"] as const;

/**
 * Lists what waits for a decision; `show ID` prints one in full, `accept`, `reject` and `edit ID --subject "…"` decide on
 * exactly the content that stands there now, `undo ID` takes back what has not gone yet. `accept` and `reject` take several
 * ids, each on its own. What a check flagged is accepted with `--acknowledge` only.
 */
export const approvals: Command = async (words) => {
  const { values, positionals, others } = readOpenFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    reason: { type: "string" },
    acknowledge: { type: "boolean", default: false },
  });
  const [word, ...ids] = positionals;
  const verb = verbs.find((it) => it === word);
  if (word !== undefined && verb === undefined) {
    throw new GantryError("bad-request", `"${word}" is no decision`, {
      remedy: 'gantry approvals show ID, accept ID …, reject ID …, edit ID --subject "…", or undo ID',
    });
  }
  if (verb !== "edit" && Object.keys(others).length > 0) {
    throw new GantryError("bad-request", `Unknown option '--${Object.keys(others)[0]}'`, {
      remedy: "see `gantry help`",
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const all = await client.approvals();
  const print = (shown: unknown, write: () => void): number => {
    if (values.json) console.log(JSON.stringify(shown, null, 2));
    else write();
    return 0;
  };
  if (verb === undefined) {
    const shown = all.filter((it) => values.all || it.state === "pending");
    return print(shown, () => printApprovals(shown));
  }
  const { reason, acknowledge } = values;
  const decision: Decision = { verb, edit: others, reason, acknowledge };
  if (ids.length > 1 && (verb === "accept" || verb === "reject")) {
    const found: ApprovalView[] = [];
    for (const id of ids) found.push(await find(client, all, id));
    return decideEach(client, found, decision, values.json);
  }
  const found = await find(client, all, ids[0]);
  if (verb === "show") return print(found, () => printApproval(found));
  const shown = await (verb === "undo" ? undo(client, found) : client.decide(found.id, requestOf(found, decision)));
  return print(shown, () => console.log(`${verb === "undo" ? "taken back" : stateOf(shown)}: ${summaryOf(shown)}`));
};

/** By its id, or by a beginning of it that no other has. */
async function find(client: Client, all: readonly ApprovalView[], id = ""): Promise<ApprovalDetail> {
  const found = all.filter((it) => id !== "" && it.id.startsWith(id));
  const exact = found.find((it) => it.id === id) ?? (found.length === 1 ? found[0] : undefined);
  if (exact) return client.approval(exact.id);
  if (found.length > 1) {
    throw new GantryError("bad-request", "several approvals begin like that", {
      remedy: "their ids: gantry approvals",
    });
  }
  // The list ends at some length.
  if (id.length > 20) return client.approval(id);
  throw new GantryError("not-found", "there is no such approval among those you may see", {
    remedy: "their ids: gantry approvals",
  });
}

interface Decision {
  readonly verb: (typeof verbs)[number];
  readonly edit: Readonly<Record<string, string>>;
  readonly reason: string | undefined;
  /** Its flags were seen. */
  readonly acknowledge: boolean;
}

function requestOf({ id, contentHash }: ApprovalView, { verb, edit, reason, acknowledge }: Decision): DecisionRequest {
  if (verb === "edit" && Object.keys(edit).length === 0) {
    throw new GantryError("bad-request", "edit what?", { remedy: `gantry approvals edit ${id} --subject "…"` });
  }
  return {
    decision: verb === "edit" || verb === "reject" ? verb : "accept",
    contentHash,
    ...(verb === "edit" ? { edit: { ...edit } } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(acknowledge ? { acknowledgeFlags: true } : {}),
  };
}

async function decideEach(
  client: Client,
  found: readonly ApprovalView[],
  decision: Decision,
  json: boolean,
): Promise<number> {
  const results = await client.decideEach(found.map((it) => ({ approval: it.id, ...requestOf(it, decision) })));
  if (json) console.log(JSON.stringify(results, null, 2));
  else {
    for (const it of results) {
      if ("view" in it) console.log(`${stateOf(it.view)}: ${summaryOf(it.view)}`);
      else console.error(`${it.approval}: ${it.problem.detail}`);
    }
  }
  const refused = results.find((it) => "problem" in it);
  return refused && "problem" in refused ? errorFromProblem(refused.problem).exit : 0;
}

async function undo(client: Client, { id, undo: effect }: ApprovalView): Promise<ApprovalView> {
  if (!effect) {
    throw new GantryError("conflict", "there is nothing to take back: it has gone, or was never let go", {
      remedy: `look: gantry approvals show ${id}`,
    });
  }
  await client.undo(effect);
  return client.approval(id);
}

/** What is still to be accepted by somebody else says so. */
const stateOf = ({ state, needed, decisions }: ApprovalView): string =>
  state === "pending" ? `${decisions.filter((it) => it.counts).length} of ${needed} have accepted` : state;
