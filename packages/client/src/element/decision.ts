// What waits for a person: two buttons; and what was decided: a badge.
import type { DecisionState, EffectState } from "@gantry/contract";
import { make } from "./make.ts";
import type { Surface } from "./surface.ts";

/** The two buttons of something that waits for a decision. */
export function decision(
  { decide }: Surface,
  {
    approval,
    contentHash,
    flags = [],
  }: { readonly approval: string; readonly contentHash: string; readonly flags?: readonly string[] },
  yes: string,
  no: string,
  what: string,
): HTMLElement {
  const accept = make("button", { type: "button", "aria-label": `${yes}: ${what}` }, yes);
  const reject = make("button", { type: "button", class: "second", "aria-label": `${no}: ${what}` }, no);
  const take = (taken: "accept" | "reject"): void => {
    accept.disabled = true;
    reject.disabled = true;
    const seen = taken === "accept" && flags.length > 0 ? { acknowledgeFlags: true } : {};
    decide(approval, { decision: taken, contentHash, ...seen });
  };
  accept.addEventListener("click", () => take("accept"));
  reject.addEventListener("click", () => take("reject"));
  if (flags.length === 0) return make("div", { class: "decision" }, accept, reject);
  // What a check flagged goes out only when a person says that she has looked.
  const box = make("input", { type: "checkbox" });
  accept.disabled = true;
  box.addEventListener("change", () => (accept.disabled = !box.checked));
  const label = make("label", {}, box, " I have looked at what the check found and answer for it");
  return make("div", { class: "decision" }, label, accept, reject);
}

const effects: Readonly<Record<EffectState, string>> = {
  none: "",
  scheduled: "on its way",
  attempting: "on its way",
  sent: "",
  failed: "failed",
  uncertain: "uncertain",
  undone: "taken back",
};

/** "to decide", "accepted · sent". */
export function badge(state: DecisionState, effect: EffectState, done: string): HTMLElement {
  const came = effect === "sent" ? done : effects[effect];
  const says = state === "pending" ? "to decide" : state;
  return make("span", { class: `badge ${state} ${effect}` }, came ? `${says} · ${came}` : says);
}
