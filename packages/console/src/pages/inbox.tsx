import { useState } from "react";
import { formatMoment } from "@gantry/client";
import { MailFrame } from "../blocks/mail-preview.tsx";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

/** The development inbox: every mail that the sample's mail server took. */
export function InboxPage({ session }: { readonly session: Session }) {
  const mails = useLoad(() => session.client.inbox(), [session]);
  const [chosen, setChosen] = useState<string>();
  const mail = mails.value?.find((it) => it.id === chosen) ?? mails.value?.[0];
  return (
    <div className="page">
      <h1>
        Inbox <span className="count">{mails.value?.length}</span>
      </h1>
      <p className="hint">Mails that arrived at the sample company's mail server. None left this machine.</p>
      <Notice error={mails.error} />
      {mails.value?.length === 0 ? <p className="none">No mail yet: accept a letter.</p> : null}
      {mail ? (
        <div className="split">
          <ul className="draft-list">
            {mails.value?.map((it) => (
              <li key={it.id}>
                <button type="button" aria-current={it.id === mail?.id} onClick={() => setChosen(it.id)}>
                  <strong>{it.subject}</strong>
                  <span className="hint">
                    {it.to.join(", ")} · {formatMoment(it.at)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <article className="letter">
            <p className="to">
              From {mail.from} to {mail.to.join(", ")}
            </p>
            <h3>{mail.subject}</h3>
            {mail.html === null ? (
              <div className="body">{mail.text}</div>
            ) : (
              <MailFrame preview={{ html: mail.html, text: mail.text }} />
            )}
            <p className="hint">{mail.messageId}</p>
          </article>
        </div>
      ) : null}
    </div>
  );
}
