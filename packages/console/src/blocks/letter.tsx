// One letter: who wrote it and from what, its text, and the decision.
import type { Draft } from "@gantry/contract";
import { useState } from "react";
import type { ReactNode } from "react";
import { ClaimedText } from "./claimed-text.tsx";
import type { Decisions } from "./decision.ts";
import { Flags } from "./flags.tsx";
import { StateBadge } from "./state-badge.tsx";

export interface LetterProps {
  readonly draft: Draft;
  readonly decisions: Decisions;
  /** The whole mail, where it goes out with more than its text. */
  readonly mail: ReactNode;
  /** Takes the letter back, where it has not gone yet. */
  readonly takeBack: ReactNode;
}

export function Letter({ draft, decisions, mail, takeBack }: LetterProps) {
  const [editing, setEditing] = useState(false);
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const [asMail, setAsMail] = useState(mail !== null && (draft.mayDecide || draft.state !== "pending"));
  const [acknowledged, setAcknowledged] = useState(false);
  const { approval, contentHash } = draft;
  const isOpen = draft.state === "pending" && draft.mayDecide;
  const isFlagged = draft.flags.length > 0;
  const seen = isFlagged ? { acknowledgeFlags: acknowledged } : {};
  const isHeld = decisions.deciding === approval || (isFlagged && !acknowledged);
  return (
    <article className="letter">
      <header>
        <Writer draft={draft} />
        <span className="hint">{languages.of(draft.language) ?? draft.language}</span>
        {draft.arguments.length > 0 ? <span className="hint">argues from</span> : null}
        {draft.arguments.map((argument) => (
          <span key={argument} className="argument">
            {argument.replaceAll("_", " ")}
          </span>
        ))}
      </header>
      <Flags flags={draft.flags} {...(isOpen ? { acknowledged, onAcknowledge: setAcknowledged } : {})} />
      <p className="to">To {draft.to ?? "(withheld)"}</p>
      {editing ? (
        <form
          className="edit"
          onSubmit={(event) => {
            event.preventDefault();
            decisions.decide(approval, { decision: "edit", contentHash, edit: { subject, body }, ...seen });
          }}
        >
          <input aria-label="Subject" value={subject} onChange={(event) => setSubject(event.target.value)} />
          <textarea aria-label="Body" rows={18} value={body} onChange={(event) => setBody(event.target.value)} />
          <footer>
            <button type="submit" disabled={isHeld}>
              Send as edited
            </button>
            <button type="button" className="quiet" onClick={() => setEditing(false)}>
              Back
            </button>
          </footer>
        </form>
      ) : (
        <>
          <h3>
            <ClaimedText text={draft.subject} field="subject" claims={draft.claims} />
          </h3>
          {mail === null ? null : (
            <p className="views" role="group" aria-label="How it is shown">
              <button type="button" className="quiet" aria-pressed={asMail} onClick={() => setAsMail(true)}>
                Mail
              </button>
              <button type="button" className="quiet" aria-pressed={!asMail} onClick={() => setAsMail(false)}>
                Text and its facts
              </button>
            </p>
          )}
          {asMail ? (
            mail
          ) : (
            <div className="body">
              <ClaimedText text={draft.body} field="body" claims={draft.claims} />
            </div>
          )}
        </>
      )}
      {isOpen && !editing ? (
        <footer>
          <button
            type="button"
            disabled={isHeld}
            onClick={() => decisions.decide(approval, { decision: "accept", contentHash, ...seen })}
          >
            Accept and send
          </button>
          <button type="button" className="second" onClick={() => setEditing(true)}>
            Edit
          </button>
          <button
            type="button"
            className="quiet"
            disabled={decisions.deciding === approval}
            onClick={() => decisions.decide(approval, { decision: "reject", contentHash })}
          >
            Reject
          </button>
        </footer>
      ) : null}
      {isOpen ? null : (
        <footer>
          <StateBadge state={draft.state} effect={draft.effect} />
          {draft.state === "pending" ? <span className="hint">Another role decides on this.</span> : null}
          {takeBack}
        </footer>
      )}
    </article>
  );
}

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

const Writer = ({ draft }: { readonly draft: Draft }) => (
  <span
    className="writer"
    title={draft.template ? "filled in by rules; no language model wrote it" : "written by a language model"}
  >
    {draft.model}
    {draft.template ? " · template" : ""}
  </span>
);
