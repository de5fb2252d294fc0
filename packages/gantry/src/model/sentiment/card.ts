import type { ModelCard } from "@gantry/contract";

const macroF1 = (language: string, value: number, on: string) => ({ measure: `macro-F1, ${language}`, value, on });

const support = "36 short support messages, held out";
const trades = "60 longer texts of other trades, held out";

/** Figures of `npm run eval -- sentiment`. */
export const card: ModelCard = {
  does: "tells the mood of a text in English, French or German, −1 unhappy to 1 content",
  version: "2",
  date: "2026-11-23",
  data: "lexicons and rules written by hand, mended on 201 marked texts a language",
  features: ["text", "language (recognised where absent)"],
  quality: [
    macroF1("English", 0.916, support),
    macroF1("French", 0.918, support),
    macroF1("German", 0.834, support),
    macroF1("English", 0.597, trades),
    macroF1("French", 0.62, trades),
    macroF1("German", 0.555, trades),
  ],
  notes: [
    "above 0.2 counts as content, below −0.2 as unhappy",
    "reads words: who is unhappy without a word of blame (“we won’t be back”) is often read as neither",
  ],
};
