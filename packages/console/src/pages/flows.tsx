// Published flows with their static proof: what would leave, before anything runs.
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

export function FlowsPage({ session }: { readonly session: Session }) {
  const flows = useLoad(() => session.client.flows(), [session]);
  return (
    <div className="page">
      <h1>Flows</h1>
      <Notice error={flows.error} />
      {flows.value?.map((flow) => (
        <section key={flow.name} className="flow">
          <h2>
            {flow.title} <span className="hint">version {flow.version}</span>
          </h2>
          <p>{flow.asks[0]}</p>
          <p className="hint">Purpose: {flow.purpose}</p>
          <ol className="steps">
            {flow.steps.map((step) => (
              <li key={step.name}>
                <code>{step.name}</code> <span className="label">{step.kind}</span>
                <span className="hint">{step.after.length > 0 ? `after ${step.after.join(", ")}` : "at once"}</span>
              </li>
            ))}
          </ol>
          <ProofView session={session} flow={flow.name} />
        </section>
      ))}
      {flows.value?.length === 0 ? <p className="none">Your roles may run no flow.</p> : null}
    </div>
  );
}

function ProofView({ session, flow }: { readonly session: Session; readonly flow: string }) {
  const [all, setAll] = useState(false);
  const { value: proof, error } = useLoad(() => session.client.proof(flow), [session, flow]);
  if (!proof) return <Notice error={error} />;
  const exposures = proof.exposures.filter((it) => all || it.via === "value");
  return (
    <details className="catalog-table">
      <summary>
        <span className={proof.ok ? "verdict ok" : "verdict broken"}>
          {proof.ok ? "proved: no breach" : `${proof.findings.length} findings`}
        </span>
      </summary>
      <label className="hint">
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> also what only
        decides which rows
      </label>
      <table className="rows">
        <tbody>
          {exposures.map((it) => (
            <tr key={`${it.step} ${it.destination} ${it.column} ${it.level} ${it.via}`}>
              <td>{it.step}</td>
              <td>
                {it.destination} <span className={`zone ${it.zone}`}>{it.zone}</span>
              </td>
              <td>
                <code>{it.column}</code>
              </td>
              <td className="hint">{it.level}</td>
              <td>
                <span className={`treatment ${it.treatment}`}>{it.treatment}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
