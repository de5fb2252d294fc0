// Published flows with their static proof: what would leave, before anything runs.
import type { FlowView } from "@gantry/contract";
import { exampleOf } from "../example.ts";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";
import { ProofView } from "./proof.tsx";

export function FlowsPage({ session }: { readonly session: Session }) {
  const flows = useLoad(() => session.client.flows(), [session]);
  return (
    <div className="page">
      <h1>Flows</h1>
      <Notice error={flows.error} />
      {flows.value?.map((flow) => (
        <section key={flow.name} className="panel flow">
          <h2>
            {flow.title} <span className="hint">version {flow.version}</span>
          </h2>
          <p>
            “{exampleOf(flow.asks[0] ?? flow.name, flow.input)}” <span className="hint">for {flow.purpose}</span>
          </p>
          <ol className="waves" aria-label="Steps, in the order they can run">
            {wavesOf(flow).map((wave, index) => (
              <li key={wave.map((step) => step.name).join(" ")}>
                <span className="hint">{index + 1}</span>
                {wave.map((step) => (
                  <span
                    key={step.name}
                    className={`step ${step.kind}`}
                    title={step.after.length > 0 ? `after ${step.after.join(", ")}` : "at once"}
                  >
                    <code>{step.name}</code> {step.kind}
                  </span>
                ))}
              </li>
            ))}
          </ol>
          <ProofView session={session} flow={flow.name} />
        </section>
      ))}
      {flows.value?.length === 0 ? <p className="none">There is no flow that your roles may see.</p> : null}
    </div>
  );
}

type Step = FlowView["steps"][number];

/** Steps by the earliest turn they can run in: those of one turn run side by side. */
function wavesOf({ steps }: FlowView): readonly (readonly Step[])[] {
  const turns = new Map<string, number>();
  const turnOf = (name: string, seen: readonly string[] = []): number => {
    const known = turns.get(name);
    if (known !== undefined || seen.includes(name)) return known ?? 0;
    const after = steps.find((step) => step.name === name)?.after ?? [];
    const turn = after.length === 0 ? 0 : 1 + Math.max(...after.map((it) => turnOf(it, [...seen, name])));
    turns.set(name, turn);
    return turn;
  };
  const waves: Step[][] = [];
  for (const step of steps) (waves[turnOf(step.name)] ??= []).push(step);
  return waves.filter(Boolean);
}
