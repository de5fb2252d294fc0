// Under an answer: what else is to be known of it, in the same conversation. "Why?" shows what each number is made of.
import { useState } from "react";
import type { FormEvent } from "react";
import { conversationOf } from "../conversation.ts";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useAsk } from "../use-ask.ts";

export function FollowUp({ session, run }: { readonly session: Session; readonly run: string }) {
  const conversation = conversationOf(run);
  const [text, setText] = useState("");
  const { asking, error, ask } = useAsk(session);
  if (conversation === undefined) return null;
  const say = (question: string): void =>
    void ask(question, conversation).then((came) => (came ? setText("") : undefined));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== "") say(text.trim());
  };
  return (
    <>
      <form className="follow-up" aria-label="Follow up" onSubmit={submit}>
        <input
          aria-label="Follow-up question"
          placeholder="Only in EMEA, by country, as a chart …"
          value={text}
          disabled={asking}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" disabled={asking || text.trim() === ""}>
          Ask
        </button>
        <button type="button" className="quiet" disabled={asking} onClick={() => say("why?")}>
          Why?
        </button>
      </form>
      <Notice error={error} onChoose={say} />
    </>
  );
}
