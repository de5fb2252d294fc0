import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";

export function PolicyPage({ session }: { readonly session: Session }) {
  const { value: policy, error } = useLoad(() => session.client.policy(), [session]);
  const destinations = [...new Set(policy?.treatments.map((rule) => kindOf(rule.destination)))];
  return (
    <div className="page">
      <h1>Policy</h1>
      <Notice error={error} />
      {policy ? (
        <>
          <p className="hint">
            Version <code>{policy.version}</code>. The most specific rule decides; what no rule allows is refused.
          </p>
          <h2>Who may do what</h2>
          <Table heads={["Role", "Who that is", "May"]}>
            {policy.access.map((role) => (
              <tr key={role.role}>
                <td>
                  <strong>{role.role}</strong>
                </td>
                <td>{role.note}</td>
                <td>
                  {role.may.map((permission) => (
                    <span key={permission} className="label">
                      {permission}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </Table>
          {destinations.map((kind) => (
            <section key={kind}>
              <h2>What may go to {titles[kind] ?? kind}</h2>
              <Table className="rules" heads={["Label", "Treatment", "Destination", "Level", "Why"]}>
                {policy.treatments
                  .filter((rule) => kindOf(rule.destination) === kind)
                  .map((rule) => (
                    <tr key={`${rule.label} ${rule.level} ${rule.destination}`}>
                      <td>
                        <span className="label">{rule.label}</span>
                      </td>
                      <td>
                        <span className={`treatment ${rule.treatment}`}>{rule.treatment}</span>
                      </td>
                      <td>{rule.destination}</td>
                      <td>{rule.level === "any" ? "" : rule.level}</td>
                      <td className="hint">{rule.why}</td>
                    </tr>
                  ))}
              </Table>
            </section>
          ))}
        </>
      ) : null}
    </div>
  );
}

/** "model · inside" → "model". */
const kindOf = (destination: string): string => destination.split(" · ")[0] ?? destination;

const titles: Readonly<Record<string, string>> = {
  model: "models",
  mail: "mail",
  write: "other systems",
  viewer: "people at our own surfaces",
  page: "pages of other systems",
  anywhere: "any destination",
};
