// Everything that waits for this person, by run; what was decided below.
import { formatMoment } from "@gantry/client";
import type { ApprovalView } from "@gantry/contract";
import { StateBadge } from "../blocks/state-badge.tsx";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";
import { Uncertain } from "./uncertain.tsx";

/** Groups that stand open from the start: the newest. */
const unfolded = 2;

export function ApprovalsPage({ session }: { readonly session: Session }) {
  const approvals = useLoad(() => session.client.approvals(), [session]);
  const all = approvals.value ?? [];
  const pending = all.filter((it) => it.state === "pending" && it.mayDecide);
  const decided = all.filter((it) => it.state !== "pending");
  return (
    <div className="page">
      <h1>Approvals</h1>
      <Notice error={approvals.error} />
      <Uncertain session={session} />
      <h2>
        To decide <span className="count">{pending.length}</span>
      </h2>
      {approvals.value && pending.length === 0 ? <p className="none">Nothing waits for you.</p> : null}
      {groupsOf(pending).map((group, index) => (
        <details key={`${group.run} ${group.step}`} className="group" open={index < unfolded}>
          <summary>
            <strong>{group.title}</strong>
            <span className="count">{group.approvals.length}</span>
            <span className="hint">
              {group.flow}, {formatMoment(group.createdAt)}
            </span>
          </summary>
          <ApprovalTable approvals={group.approvals} />
        </details>
      ))}
      {decided.length > 0 ? (
        <>
          <h2>
            Decided <span className="count">{decided.length}</span>
          </h2>
          <ApprovalTable approvals={decided} />
        </>
      ) : null}
    </div>
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

function ApprovalTable({ approvals }: { readonly approvals: readonly ApprovalView[] }) {
  return (
    <Table>
      {approvals.map((it) => (
        <tr key={it.id}>
          <td>
            <a href={`#/runs/${it.run}`}>{textOf(it, ["subject", "title"]) ?? it.title}</a>
            {it.flags.length > 0 ? <span className="flag">{it.flags.length} to look at</span> : null}
          </td>
          <td>{textOf(it, ["account", "email", "to"]) ?? ""}</td>
          <td className="hint">{textOf(it, ["why"]) ?? ""}</td>
          <td>
            <StateBadge
              state={it.state}
              effect={it.effect}
              done={it.content["email"] === undefined ? "done" : "sent"}
            />
          </td>
          <td className="when">{it.decidedAt ? formatMoment(it.decidedAt) : expiry(it)}</td>
          <td className="hint">{it.decidedBy ?? ""}</td>
        </tr>
      ))}
    </Table>
  );
}

const expiry = ({ expiresAt }: ApprovalView): string =>
  expiresAt ? `until ${formatMoment(expiresAt).split(",")[0] ?? ""}` : "";

/** The first of these content columns that holds a text. */
const textOf = ({ content }: ApprovalView, names: readonly string[]): string | undefined =>
  names.map((name) => content[name]).find((it): it is string => typeof it === "string" && it !== "");
