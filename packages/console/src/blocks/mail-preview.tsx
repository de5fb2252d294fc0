// A mail as its reader will see it, in a frame that runs nothing, loads nothing and knows nothing of the console.
import type { Preview } from "@gantry/contract";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

export function MailFrame({ preview }: { readonly preview: Preview }) {
  if (preview.html === null) return <pre className="mail-text">{preview.text}</pre>;
  return <iframe className="mail" sandbox="" srcDoc={preview.html} title="The mail as its reader will see it" />;
}

export interface MailPreviewProps {
  readonly session: Session;
  readonly approval: string;
  /** Of what is shown: another one is loaded anew. */
  readonly contentHash: string;
}

export function MailPreview({ session, approval, contentHash }: MailPreviewProps) {
  const { value, error } = useLoad(() => session.client.approval(approval), [session, approval, contentHash]);
  // Who reads a run without deciding on it has the text, and not all that would go out.
  if (error?.code === "not-found") return <p className="hint">Whoever decides on this mail sees it laid out.</p>;
  if (error) return <Notice error={error} />;
  if (!value) return <p className="hint">Laying out the mail …</p>;
  return value.preview ? (
    <MailFrame preview={value.preview} />
  ) : (
    <p className="hint">You may not see all of this mail.</p>
  );
}
