// One approval in full: why it is here, what it rests on, what would go out, who has decided what, and the decision.
import { formatMoment } from "@gantry/client";
import type { ApprovalDetail, ApprovalView, ClaimCell, Scalar } from "@gantry/contract";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";
import { ClaimedText } from "./claimed-text.tsx";
import type { Decisions } from "./decision.ts";
import { Flags } from "./flags.tsx";
import { MailFrame } from "./mail-preview.tsx";
import { StateBadge } from "./state-badge.tsx";
import { UndoButton } from "./undo-button.tsx";
import { Changes } from "./word-diff.tsx";

export interface ApprovalPanelProps {
  readonly session: Session;
  readonly approval: ApprovalView;
  readonly decisions: Decisions;
  readonly onChanged: () => void;
}

export function ApprovalPanel({ session, approval, decisions, onChanged }: ApprovalPanelProps) {
  const { id, contentHash, state, effect } = approval;
  const detail = useLoad(() => session.client.approval(id), [session, id, contentHash, state, effect]);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [acknowledged, setAcknowledged] = useState(false);
  const shown = detail.value ?? approval;
  const isOpen = shown.state === "pending" && shown.mayDecide;
  const isFlagged = shown.flags.length > 0;
  const isBusy = decisions.deciding === id;
  const seen = isFlagged ? { acknowledgeFlags: acknowledged } : {};
  return (
    <article className="letter">
      <header>
        <StateBadge state={shown.state} effect={shown.effect} />
        <span className="hint">{standing(shown)}</span>
        <a href={`#/runs/${shown.run}`}>Open the run</a>
      </header>
      <Notice error={detail.error ?? error} />
      {shown.reason ? <p className="reason">Here because {shown.reason}</p> : null}
      <Flags flags={shown.flags} {...(isOpen ? { acknowledged, onAcknowledge: setAcknowledged } : {})} />
      <Content shown={shown} claims={detail.value?.claims ?? []} preview={detail.value?.preview ?? null} />
      <Changes changes={shown.changes} />
      <Evidence cells={detail.value?.evidence ?? []} />
      <Made approval={shown} />
      <footer>
        {isOpen ? (
          <>
            <button
              type="button"
              disabled={isBusy || (isFlagged && !acknowledged)}
              onClick={() => decisions.decide(id, { decision: "accept", contentHash: shown.contentHash, ...seen })}
            >
              Accept
            </button>
            <button
              type="button"
              className="quiet"
              disabled={isBusy}
              onClick={() => decisions.decide(id, { decision: "reject", contentHash: shown.contentHash })}
            >
              Reject
            </button>
          </>
        ) : null}
        {shown.undo ? <UndoButton session={session} undo={shown.undo} onUndone={onChanged} onError={setError} /> : null}
      </footer>
    </article>
  );
}

interface ContentProps extends Pick<ApprovalDetail, "claims" | "preview"> {
  readonly shown: ApprovalView;
}

function Content({ shown, claims, preview }: ContentProps) {
  // What the mail shows as pictures and tables need not be read as data.
  const fields = Object.entries(shown.content).filter(([field]) => preview?.html == null || field !== "sections");
  const texts = fields.map(([field, value]) => (
    <div key={field} className={isLong(value) ? "body" : "field"}>
      {isLong(value) ? null : <span className="hint">{field} </span>}
      <ClaimedText text={String(value ?? "")} field={field} claims={claims} />
    </div>
  ));
  return (
    <>
      {texts}
      {preview?.html == null ? null : <MailFrame preview={preview} />}
    </>
  );
}

const isLong = (value: Scalar): boolean => typeof value === "string" && (value.includes("\n") || value.length > 120);

/** The cells that a row rests on, each with its source and the time of its reading. */
function Evidence({ cells }: { readonly cells: readonly ClaimCell[] }) {
  if (cells.length === 0) return null;
  return (
    <section aria-label="What it rests on">
      <h4>What it rests on</h4>
      <Table>
        {cells.map(({ column, value, sources, asOf }) => (
          <tr key={column}>
            <th scope="row">{column.replaceAll("_", " ")}</th>
            <td>{typeof value === "object" ? JSON.stringify(value) : String(value)}</td>
            <td className="hint">{sources.join(", ")}</td>
            <td className="when">{asOf === null ? "" : formatMoment(asOf)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Made({ approval: { decisions } }: { readonly approval: ApprovalView }) {
  if (decisions.length === 0) return null;
  return (
    <ul className="made" aria-label="Who decided what">
      {decisions.map(({ by, decision, at, reason, counts }) => (
        <li key={`${by} ${at}`} className={counts ? "" : "hint"}>
          {by} {words[decision]} {formatMoment(at)}
          {counts ? "" : " (does not count any more)"}
          {reason ? `: ${reason}` : ""}
        </li>
      ))}
    </ul>
  );
}

const words = { accept: "accepted", edit: "edited", reject: "rejected" } as const;

const reminders: Readonly<Record<string, string>> = {
  due: "a reminder is due",
  sent: "a reminder was mailed",
  shown: "reminded here only: no mail address is configured for this role",
  failed: "the reminder could not be mailed",
  uncertain: "whether the reminder was mailed is not known",
};

/** "1 of 2 have accepted · until 6 Dec · a reminder was mailed". */
function standing({ state, needed, decisions, expiresAt, reminder }: ApprovalView): string {
  if (state !== "pending") return "";
  const accepted = decisions.filter((it) => it.counts).length;
  return [
    needed > 1 ? `${String(accepted)} of ${String(needed)} have accepted` : "",
    expiresAt ? `until ${formatMoment(expiresAt).split(",")[0] ?? ""}` : "",
    reminder && state === "pending" && reminder.state !== "due" ? (reminders[reminder.state] ?? "") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
