// Letters in a split view: the list on the left, the letter with its decision on the right.
import type { Draft, DraftsBlock } from "@gantry/contract";
import { useState } from "react";
import type { z } from "zod";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useDecisions } from "./decision.ts";
import type { Decisions } from "./decision.ts";
import { StateBadge } from "./state-badge.tsx";

export interface DraftsBlockProps {
  readonly block: z.infer<typeof DraftsBlock>;
  readonly session: Session;
  readonly onDecided: () => void;
}

export function DraftsBlockView({ block, session, onDecided }: DraftsBlockProps) {
  const [chosen, setChosen] = useState<string>();
  const decisions = useDecisions(session, onDecided);
  const draft =
    block.drafts.find((it) => it.row === chosen) ??
    block.drafts.find((it) => it.state === "pending") ??
    block.drafts[0];
  const left = block.drafts.filter((it) => it.state === "pending").length;
  return (
    <section className="drafts-block" aria-label={block.title}>
      <h2>
        {block.title} <span className="count">{block.drafts.length}</span>
        <span className="hint">{left === 0 ? "all decided" : `${left} to decide`}</span>
      </h2>
      <Notice error={decisions.error} />
      <div className="split">
        <ul className="draft-list">
          {block.drafts.map((it) => (
            <li key={it.row}>
              <button type="button" aria-current={it.row === draft?.row} onClick={() => setChosen(it.row)}>
                <strong>{it.subject}</strong>
                <span className="hint">{it.to ?? "recipient withheld"}</span>
                <StateBadge state={it.state} effect={it.effect} />
              </button>
            </li>
          ))}
        </ul>
        {draft ? (
          <Letter key={`${draft.row} ${draft.contentHash}`} draft={draft} decisions={decisions} />
        ) : (
          <p className="none">No letters.</p>
        )}
      </div>
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

function Letter({ draft, decisions }: { readonly draft: Draft; readonly decisions: Decisions }) {
  const [editing, setEditing] = useState(false);
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const { approval, contentHash } = draft;
  const busy = decisions.deciding === approval;
  return (
    <article className="letter">
      <header>
        <span
          className={draft.template ? "writer template" : "writer"}
          title={draft.template ? "filled in by rules; no language model wrote it" : "written by a language model"}
        >
          {draft.model}
          {draft.template ? " · template" : ""}
        </span>
        <span className="hint">{draft.language}</span>
        {draft.arguments.map((argument) => (
          <span key={argument} className="argument">
            {argument.replaceAll("_", " ")}
          </span>
        ))}
      </header>
      {draft.flags.map((flag) => (
        <p key={flag} className="flag">
          {flag}
        </p>
      ))}
      <p className="to">To {draft.to ?? "(withheld)"}</p>
      {editing ? (
        <>
          <input aria-label="Subject" value={subject} onChange={(event) => setSubject(event.target.value)} />
          <textarea aria-label="Body" rows={16} value={body} onChange={(event) => setBody(event.target.value)} />
        </>
      ) : (
        <>
          <h3>{draft.subject}</h3>
          <div className="body">{draft.body}</div>
        </>
      )}
      {draft.state === "pending" ? (
        <footer>
          {editing ? (
            <>
              <button
                type="button"
                disabled={busy}
                onClick={() => decisions.decide(approval, { decision: "edit", contentHash, edit: { subject, body } })}
              >
                Send as edited
              </button>
              <button type="button" className="quiet" onClick={() => setEditing(false)}>
                Back
              </button>
            </>
          ) : (
            <>
              <button
                type="button"
                disabled={busy}
                onClick={() => decisions.decide(approval, { decision: "accept", contentHash })}
              >
                Accept and send
              </button>
              <button type="button" className="second" disabled={busy} onClick={() => setEditing(true)}>
                Edit
              </button>
              <button
                type="button"
                className="quiet"
                disabled={busy}
                onClick={() => decisions.decide(approval, { decision: "reject", contentHash })}
              >
                Reject
              </button>
            </>
          )}
        </footer>
      ) : (
        <footer>
          <StateBadge state={draft.state} effect={draft.effect} />
        </footer>
      )}
    </article>
  );
}
