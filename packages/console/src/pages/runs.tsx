import { formatMoment, formatSpan } from "@gantry/client";
import type { RunView } from "@gantry/contract";
import { Notice } from "../notice.tsx";
import { RunState } from "../run-state.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";
import { Triggers } from "./triggers.tsx";

export function RunsPage({ session }: { readonly session: Session }) {
  const runs = useLoad(() => session.client.runs(), [session]);
  return (
    <div className="page">
      <h1>
        Runs <span className="count">{runs.value?.length}</span>
      </h1>
      <Notice error={runs.error} />
      {runs.value?.length === 0 ? (
        <p className="none">
          No runs yet. <a href="#/ask">Ask something.</a>
        </p>
      ) : null}
      {runs.value && runs.value.length > 0 ? (
        <Table heads={["Started", "Question", "Flow", "Steps", "Asked by", "Status"]}>
          {runs.value.map((run) => (
            <tr key={run.id}>
              <td className="when">{formatMoment(run.createdAt)}</td>
              <td>
                <a href={`#/runs/${run.id}`}>
                  {run.question ?? (run.calledBy ? `called by “${run.calledBy.step}”` : "by API")}
                </a>
              </td>
              <td>{run.title}</td>
              <td className="when">{stepsOf(run)}</td>
              <td className="hint">{run.requestedBy}</td>
              <td>
                <RunState status={run.status} />
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      <Triggers session={session} />
    </div>
  );
}

function stepsOf({ steps, createdAt, endedAt }: RunView): string {
  const done = steps.filter((step) => step.state === "done" || step.state === "skipped").length;
  const took = endedAt ? ` in ${formatSpan(Date.parse(endedAt) - Date.parse(createdAt))}` : "";
  return `${done} of ${steps.length}${took}`;
}
