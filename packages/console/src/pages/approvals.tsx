// Everything that waits for this person, by run; what was decided below.
import { formatMoment } from "@gantry/client";
import type { ApprovalView } from "@gantry/contract";
import { useState } from "react";
import { ApprovalPanel } from "../blocks/approval-panel.tsx";
import { ApprovalTable } from "../blocks/approval-table.tsx";
import { BulkDecision } from "../blocks/bulk-decision.tsx";
import { useDecisions } from "../blocks/decision.ts";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";
import { Uncertain } from "./uncertain.tsx";

/** Groups that stand open from the start: the newest. */
const unfolded = 2;

export function ApprovalsPage({ session }: { readonly session: Session }) {
  const approvals = useLoad(() => session.client.approvals(), [session]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const changed = (): void => {
    setChosen(new Set());
    approvals.reload();
  };
  const decisions = useDecisions(session, changed);
  const all = approvals.value ?? [];
  const pending = all.filter((it) => it.state === "pending" && it.mayDecide);
  const others = all.filter((it) => it.state === "pending" && !it.mayDecide);
  const decided = all.filter((it) => it.state !== "pending");
  const choose = (ids: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids)
      if (isChosen) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const table = {
    opened,
    onOpen: setOpened,
    story: (approval: ApprovalView) => (
      <ApprovalPanel session={session} approval={approval} decisions={decisions} onChanged={changed} />
    ),
  };
  return (
    <div className="page">
      <h1>Approvals</h1>
      <Notice error={approvals.error ?? decisions.error} />
      <Uncertain session={session} />
      <h2>
        To decide <span className="count">{pending.length}</span>
      </h2>
      {approvals.value && pending.length === 0 ? <p className="none">Nothing waits for you.</p> : null}
      <BulkDecision session={session} approvals={pending.filter((it) => chosen.has(it.id))} onDecided={changed} />
      {groupsOf(pending).map((group, index) => (
        <details key={`${group.run} ${group.step}`} className="group" open={index < unfolded}>
          <summary>
            <strong>{group.title}</strong>
            <span className="count">{group.approvals.length}</span>
            <span className="hint">
              {group.flow}, {formatMoment(group.createdAt)}
            </span>
          </summary>
          <ApprovalTable approvals={group.approvals} {...table} chosen={chosen} onChoose={choose} />
        </details>
      ))}
      <Rest title="For others to decide" approvals={others} table={table} />
      <Rest title="Decided" approvals={decided} table={table} />
    </div>
  );
}

type Opening = Pick<Parameters<typeof ApprovalTable>[0], "opened" | "onOpen" | "story">;

function Rest({
  title,
  approvals,
  table,
}: {
  readonly title: string;
  readonly approvals: readonly ApprovalView[];
  readonly table: Opening;
}) {
  if (approvals.length === 0) return null;
  return (
    <>
      <h2>
        {title} <span className="count">{approvals.length}</span>
      </h2>
      <ApprovalTable approvals={approvals} {...table} />
    </>
  );
}

interface Group {
  readonly run: string;
  readonly step: string;
  readonly flow: string;
  readonly title: string;
  readonly createdAt: string;
  readonly approvals: readonly ApprovalView[];
}

function groupsOf(approvals: readonly ApprovalView[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const approval of approvals) {
    const { run, step, flow, title, createdAt } = approval;
    const key = `${run} ${step}`;
    const before = groups.get(key)?.approvals ?? [];
    groups.set(key, { run, step, flow, title, createdAt, approvals: [...before, approval] });
  }
  return [...groups.values()];
}
