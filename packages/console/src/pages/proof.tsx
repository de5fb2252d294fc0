// A flow's static proof: each column that can reach an egress, and what happens to it.
import { counted } from "@gantry/client";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";

export function ProofView({ session, flow }: { readonly session: Session; readonly flow: string }) {
  const [all, setAll] = useState(false);
  const { value: proof, error } = useLoad(() => session.client.proof(flow), [session, flow]);
  if (!proof) return <Notice error={error} />;
  const exposures = proof.exposures.filter((it) => all || it.via === "value");
  return (
    <details className="proof">
      <summary>
        <span className={proof.ok ? "verdict ok" : "verdict broken"}>
          {proof.ok ? "Proved: no rule is broken" : counted(proof.findings.length, "finding")}
        </span>{" "}
        <span className="hint">{counted(exposures.length, "way")} in which a column can leave</span>
      </summary>
      {proof.findings.map((finding) => (
        <p key={finding.message} className="flag">
          {finding.message}
        </p>
      ))}
      <label className="hint">
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> also what only
        decides which rows
      </label>
      <Table heads={["Step", "Reaches", "Column", "How much of it", "Treatment"]}>
        {exposures.map((it) => (
          <tr key={`${it.step} ${it.destination} ${it.column} ${it.label} ${it.level} ${it.via}`}>
            <td>{it.step}</td>
            <td>
              {it.destination} <span className={`zone ${it.zone}`}>{it.zone}</span>
            </td>
            <td>
              <code>{it.column}</code> <span className="label">{it.label}</span>
            </td>
            <td className="hint">{it.level}</td>
            <td>
              <span className={`treatment ${it.treatment}`}>{it.treatment}</span>
            </td>
          </tr>
        ))}
      </Table>
    </details>
  );
}
