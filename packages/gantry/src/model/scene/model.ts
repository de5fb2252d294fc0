// `builtin/scene`: composes a picture from the product's own, a season and a setting. Inside, without a network, and
// marked as composed. It reads the facts `season`, `setting` and `name`; what it does not know it paints as a studio.
import type { Deployment } from "../types.ts";
import type { ImageModel } from "../media/types.ts";
import { composeScene } from "./compose.ts";

export const sceneDeployment: Deployment = {
  name: "builtin/scene",
  modality: "image",
  zone: "inside",
  region: "local",
  tasks: ["draw"],
  price: { input: 0, output: 0 },
  maxInputTokens: 1_000_000,
  // Whatever is configured is tried first.
  rank: 1000,
};

const text = (fact: unknown): string => (typeof fact === "string" ? fact : "");

export const sceneModel: ImageModel = {
  deployment: sceneDeployment,
  draw: async (_prompt, { facts = {}, picture, signal }) => {
    signal.throwIfAborted();
    const svg = composeScene({
      season: text(facts["season"]).toLowerCase(),
      setting: text(facts["setting"]).toLowerCase(),
      name: text(facts["name"]),
      ...(picture === undefined ? {} : { picture }),
    });
    return { images: [Buffer.from(svg).toString("base64")], usage: { input: 0, output: 0, cost: 0 } };
  },
};
