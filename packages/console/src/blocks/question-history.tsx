// What came of a saved question, time after time; loaded when it is opened.
import { formatMoment } from "@gantry/client";
import type { QuestionView } from "@gantry/contract";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";

interface HistoryProps {
  readonly session: Session;
  readonly question: QuestionView;
}

export function QuestionHistory({ session, question }: HistoryProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What came of it</summary>
      {isOpen ? <Outcomes session={session} question={question} /> : null}
    </details>
  );
}

function Outcomes({ session, question }: HistoryProps) {
  const { id, name, outcomes } = question;
  const loaded = useLoad(() => session.client.savedQuestion(id), [session, id, outcomes[0]?.run, outcomes[0]?.state]);
  return (
    <>
      <Notice error={loaded.error} />
      <Table heads={["Asked", "Rows", "New", "Gone", "Changed", "Told"]}>
        {(loaded.value?.outcomes ?? []).map((it) => (
          <tr key={it.run}>
            <td className="when">
              <a href={`#/runs/${it.run}`}>
                {formatMoment(it.at)} <span className="unseen">{name}</span>
              </a>
            </td>
            <td className="when">{it.state === "compared" ? it.rows : it.state}</td>
            <td className="when">{it.added || "–"}</td>
            <td className="when">{it.gone || "–"}</td>
            <td className="when">{it.changed || "–"}</td>
            <td>{it.alert ? "told" : ""}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
