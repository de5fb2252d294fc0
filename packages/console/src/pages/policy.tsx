import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

export function PolicyPage({ session }: { readonly session: Session }) {
  const { value: policy, error } = useLoad(() => session.client.policy(), [session]);
  return (
    <div className="page">
      <h1>Policy</h1>
      <Notice error={error} />
      {policy ? (
        <>
          <p className="hint">Version {policy.version}. What no rule allows is refused.</p>
          <h2>What may go where</h2>
          <table className="rows">
            <thead>
              <tr>
                <th>Label</th>
                <th>Level</th>
                <th>Destination</th>
                <th>Treatment</th>
                <th>Why</th>
              </tr>
            </thead>
            <tbody>
              {policy.treatments.map((rule) => (
                <tr key={`${rule.label} ${rule.level} ${rule.destination}`}>
                  <td>
                    <span className="label">{rule.label}</span>
                  </td>
                  <td>{rule.level}</td>
                  <td>{rule.destination}</td>
                  <td>
                    <span className={`treatment ${rule.treatment}`}>{rule.treatment}</span>
                  </td>
                  <td className="hint">{rule.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2>Who may do what</h2>
          <table className="rows">
            <tbody>
              {policy.access.map((role) => (
                <tr key={role.role}>
                  <td>
                    <strong>{role.role}</strong>
                  </td>
                  <td>{role.note}</td>
                  <td>
                    <code>{role.may.join(", ")}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </div>
  );
}
