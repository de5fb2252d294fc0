// Approvals in rows: chosen one by one or all at once, each opened to its story.
import { formatMoment } from "@gantry/client";
import type { ApprovalView } from "@gantry/contract";
import { Fragment } from "react";
import type { ReactNode } from "react";
import { StateBadge } from "./state-badge.tsx";

export interface ApprovalTableProps {
  readonly approvals: readonly ApprovalView[];
  readonly opened: string | undefined;
  readonly onOpen: (approval: string | undefined) => void;
  /** What is shown below an opened row. */
  readonly story: (approval: ApprovalView) => ReactNode;
  /** Absent where there is nothing to decide. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (approvals: readonly string[], chosen: boolean) => void;
}

export function ApprovalTable({ approvals, opened, onOpen, story, chosen, onChoose }: ApprovalTableProps) {
  const all = approvals.map((it) => it.id);
  return (
    <div className="scroll">
      <table>
        {chosen && onChoose ? (
          <thead>
            <tr>
              <th>
                <input
                  type="checkbox"
                  aria-label="Choose all"
                  checked={all.every((id) => chosen.has(id))}
                  onChange={(event) => onChoose(all, event.target.checked)}
                />
              </th>
              <th colSpan={6} className="hint">
                all {approvals.length}
              </th>
            </tr>
          </thead>
        ) : null}
        <tbody>
          {approvals.map((it) => (
            <Fragment key={it.id}>
              <tr>
                <td>
                  {chosen && onChoose ? (
                    <input
                      type="checkbox"
                      aria-label={`Choose ${headOf(it)}`}
                      checked={chosen.has(it.id)}
                      onChange={(event) => onChoose([it.id], event.target.checked)}
                    />
                  ) : null}
                </td>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-expanded={opened === it.id}
                    onClick={() => onOpen(opened === it.id ? undefined : it.id)}
                  >
                    {headOf(it)}
                  </button>
                  {it.flags.length > 0 ? <span className="flag">{it.flags.length} to look at</span> : null}
                  {it.changes.length > 0 ? <span className="flag">edited</span> : null}
                </td>
                <td>{textOf(it, ["account", "email", "to"]) ?? ""}</td>
                <td className="hint">{it.reason ?? textOf(it, ["why"]) ?? ""}</td>
                <td>
                  <StateBadge
                    state={it.state}
                    effect={it.effect}
                    done={it.content["email"] === undefined ? "done" : "sent"}
                  />
                </td>
                <td className="when">{it.decidedAt ? formatMoment(it.decidedAt) : expiry(it)}</td>
                <td className="hint">{it.decidedBy ?? progress(it)}</td>
              </tr>
              {opened === it.id ? (
                <tr className="story">
                  <td colSpan={7}>{story(it)}</td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const expiry = ({ expiresAt }: ApprovalView): string =>
  expiresAt ? `until ${formatMoment(expiresAt).split(",")[0] ?? ""}` : "";

const progress = ({ needed, decisions }: ApprovalView): string =>
  needed > 1 ? `${String(decisions.filter((it) => it.counts).length)} of ${String(needed)}` : "";

const headOf = (approval: ApprovalView): string => textOf(approval, ["subject", "title"]) ?? approval.title;

/** The first of these content columns that holds a text. */
const textOf = ({ content }: ApprovalView, names: readonly string[]): string | undefined =>
  names.map((name) => content[name]).find((it): it is string => typeof it === "string" && it !== "");
