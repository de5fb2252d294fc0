import type { DecisionState, EffectState } from "@gantry/contract";

const effects: Readonly<Record<EffectState, string>> = {
  none: "",
  scheduled: "on its way",
  attempting: "on its way",
  sent: "sent",
  failed: "failed",
  uncertain: "uncertain",
  undone: "taken back",
};

/** "accepted · sent": what was decided, and what became of it. */
export function StateBadge({
  state,
  effect,
  done = "sent",
}: {
  readonly state: DecisionState;
  readonly effect: EffectState;
  readonly done?: string;
}) {
  const text = effect === "sent" ? done : effects[effect];
  return (
    <span className={`state ${state} ${effect}`}>
      {state === "pending" ? "to decide" : state}
      {text ? ` · ${text}` : ""}
    </span>
  );
}
