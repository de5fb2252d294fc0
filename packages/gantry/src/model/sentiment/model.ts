// `builtin/sentiment` as a score model: text in, one bounded number out.
import { analyticDeployment } from "../card/index.ts";
import type { ScoreModel } from "../types.ts";
import { card } from "./card.ts";
import { sentimentOf } from "./score.ts";

/** Inputs `text` and `language` (may be null); output `sentiment`, −1 to 1, null where there is no text. */
export const sentimentModel: ScoreModel = {
  deployment: analyticDeployment("sentiment"),
  card,
  inputs: [
    { name: "text", type: "varchar" },
    { name: "language", type: "varchar" },
  ],
  outputs: [
    {
      name: "sentiment",
      type: "double",
      from: ["text", "language"],
      bounded: true,
      description: "mood of the text, −1 unhappy to 1 content",
    },
  ],
  score: (rows) => {
    const without = rows.filter((row) => typeof row["text"] !== "string" || row["text"].trim() === "").length;
    const outputs = rows.map(({ text, language }) => ({
      sentiment:
        typeof text === "string" && text.trim() !== ""
          ? sentimentOf(text, typeof language === "string" ? language : null)
          : null,
    }));
    return Promise.resolve({
      outputs,
      coverage:
        without === 0 ? [] : [`${without} of ${rows.length} ${without === 1 ? "has" : "have"} no text; no mood read`],
    });
  },
};
