import { formatMoment } from "@gantry/client";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

export function RunsPage({ session }: { readonly session: Session }) {
  const runs = useLoad(() => session.client.runs(), [session]);
  return (
    <div className="page">
      <h1>Runs</h1>
      <Notice error={runs.error} />
      <table className="rows">
        <thead>
          <tr>
            <th>Started</th>
            <th>Flow</th>
            <th>Question</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody>
          {runs.value?.map((run) => (
            <tr key={run.id}>
              <td className="when">{formatMoment(run.createdAt)}</td>
              <td>
                <a href={`#/runs/${run.id}`}>{run.title}</a>
              </td>
              <td>{run.question ?? <span className="hint">by API</span>}</td>
              <td>
                <span className={`state ${run.status}`}>{run.status}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {runs.value?.length === 0 ? <p className="none">No runs yet. Ask something.</p> : null}
    </div>
  );
}
