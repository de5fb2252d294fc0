// A model as the policy sees it.
import type { Zone } from "@gantry/contract";
import type { Destination } from "./types.ts";

export const modelDestination = ({
  name,
  zone,
  region,
}: {
  readonly name: string;
  readonly zone: Zone;
  readonly region: string;
}): Destination => ({ kind: "model", zone, region, name });

/** "outside", "partner, region eu": a region that nobody gave, or this process, says nothing. */
export const placeWords = ({ zone, region = "unknown" }: Pick<Destination, "zone" | "region">): string =>
  region === "unknown" || region === "local" ? zone : `${zone}, region ${region}`;
