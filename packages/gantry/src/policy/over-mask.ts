// Whether free text is over-masked on its way: a switch of the rule that makes tokens of it.
import type { Label } from "../catalog/index.ts";
import { decidingRule } from "./decide.ts";
import type { Destination, Policy } from "./types.ts";

/**
 * Whether text of a label also loses what is only written like a name, places, days and web addresses. The rule that
 * decides says so; where it doesn't, models in zone outside get such text over-masked, and nobody else. One of several
 * policies that wants it is enough, and so is a flow's own rule, which can't switch it off.
 */
export const overMasks = (policies: readonly Policy[], label: Label, destination: Destination): boolean =>
  policies.some(({ treatments, narrowing = [] }) => {
    const [rule, ...narrower] = [treatments, ...narrowing].map((rules) =>
      decidingRule({ treatments: rules }, label, "copied", destination),
    );
    return (
      narrower.some((it) => it?.overMask === true) ||
      (rule?.overMask ?? (destination.kind === "model" && destination.zone === "outside"))
    );
  });
