import type { ApprovalView } from "@gantry/contract";
import { formatMoment } from "@gantry/client";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";
import { StateBadge } from "../blocks/state-badge.tsx";

export function ApprovalsPage({ session }: { readonly session: Session }) {
  const approvals = useLoad(() => session.client.approvals(), [session]);
  const pending = approvals.value?.filter((it) => it.state === "pending") ?? [];
  const decided = approvals.value?.filter((it) => it.state !== "pending") ?? [];
  return (
    <div className="page">
      <h1>Approvals</h1>
      <Notice error={approvals.error} />
      <h2>
        To decide <span className="count">{pending.length}</span>
      </h2>
      <ApprovalTable approvals={pending} />
      {decided.length > 0 ? <h2>Decided</h2> : null}
      {decided.length > 0 ? <ApprovalTable approvals={decided} /> : null}
    </div>
  );
}

function ApprovalTable({ approvals }: { readonly approvals: readonly ApprovalView[] }) {
  if (approvals.length === 0) return <p className="none">Nothing waits for you.</p>;
  return (
    <table className="rows">
      <tbody>
        {approvals.map((it) => (
          <tr key={it.id}>
            <td className="when">{formatMoment(it.decidedAt ?? it.createdAt)}</td>
            <td>
              <a href={`#/runs/${it.run}`}>{it.title}</a>
              <div className="hint">
                {it.flow} · {it.step}
              </div>
            </td>
            <td>
              <StateBadge state={it.state} effect={it.effect} done="done" />
            </td>
            <td className="hint">{it.decidedBy ?? `by ${it.by}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
