// Letters in a split view: the list on the left, the letter with its decision on the right.
import type { DraftsBlock } from "@gantry/contract";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import type { z } from "zod";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import type { Loaded } from "../use-load.ts";
import { useDecisions } from "./decision.ts";
import { Letter } from "./letter.tsx";
import { MailPreview } from "./mail-preview.tsx";
import { StateBadge } from "./state-badge.tsx";
import { UndoButton } from "./undo-button.tsx";

export interface DraftsBlockProps {
  readonly block: z.infer<typeof DraftsBlock>;
  readonly session: Session;
  /** What rows are called, by their key. */
  readonly names: ReadonlyMap<string, string>;
  readonly onDecided: () => void;
}

export function DraftsBlockView({ block, session, names, onDecided }: DraftsBlockProps) {
  const [chosen, setChosen] = useState<string>();
  const decisions = useDecisions(session, onDecided);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const { drafts } = block;
  const draft = drafts.find((it) => it.row === chosen) ?? drafts[0];
  const left = drafts.filter((it) => it.state === "pending").length;
  return (
    <section className="drafts-block" aria-label={block.title}>
      <h2>
        {block.title} <span className="count">{drafts.length}</span>
        {drafts.length > 0 ? <span className="hint">{left === 0 ? "all decided" : `${left} to decide`}</span> : null}
      </h2>
      <Notice error={decisions.error ?? error} />
      {draft ? (
        <div className="split">
          <ul className="draft-list" onKeyDown={moveFocus}>
            {drafts.map((it) => (
              <li key={it.row}>
                <button type="button" aria-current={it.row === draft.row} onClick={() => setChosen(it.row)}>
                  <strong>{names.get(it.row) ?? it.to ?? "Letter"}</strong>
                  <span>{it.subject}</span>
                  <StateBadge state={it.state} effect={it.effect} />
                </button>
              </li>
            ))}
          </ul>
          <Letter
            key={`${draft.row} ${draft.contentHash}`}
            draft={draft}
            decisions={decisions}
            mail={
              draft.preview ? (
                <MailPreview session={session} approval={draft.approval} contentHash={draft.contentHash} />
              ) : null
            }
            takeBack={
              draft.undo ? (
                <UndoButton session={session} undo={draft.undo} onUndone={onDecided} onError={setError} />
              ) : null
            }
          />
        </div>
      ) : (
        <p className="none">No letters.</p>
      )}
      {block.without.length > 0 ? (
        <ul className="without">
          {block.without.map((it) => (
            <li key={it.row}>
              No letter to <strong>{it.account}</strong>: {it.why}.
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Arrow keys go up and down the list. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons[buttons.findIndex((it) => it === document.activeElement) + step];
  next?.focus();
  next?.click();
  event.preventDefault();
}
