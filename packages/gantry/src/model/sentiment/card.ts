import type { ModelCard } from "@gantry/contract";

const macroF1 = (language: string, value: number, on: string) => ({ measure: `macro-F1, ${language}`, value, on });

const support = "36 short support messages, errors never looked at";
const trades = "60 longer texts of other trades, errors never looked at";
const letters = "20 letters of customers, errors never looked at, by an author of the lexicons";
const laterLetters = "24 later letters of customers, errors never looked at, by an author of the lexicons";

/** Figures of `npm run eval -- sentiment`. */
export const card: ModelCard = {
  does: "tells the mood of a text in English, French or German, −1 unhappy to 1 content",
  version: "4",
  date: "2026-11-23",
  data: "lexicons and rules written by hand and a fit on the manner of texts, made with 332 marked texts in English and 400 each in French and German",
  features: ["text", "language (recognised where absent)"],
  quality: [
    macroF1("English", 0.887, support),
    macroF1("French", 0.916, support),
    macroF1("German", 0.861, support),
    macroF1("English", 0.781, trades),
    macroF1("French", 0.797, trades),
    macroF1("German", 0.761, trades),
    macroF1("English", 0.795, letters),
    macroF1("French", 0.664, letters),
    macroF1("German", 0.845, letters),
    macroF1("English", 0.866, laterLetters),
    macroF1("French", 0.875, laterLetters),
    macroF1("German", 0.826, laterLetters),
  ],
  notes: [
    "above 0.2 counts as content, below −0.2 as unhappy",
    "weighs words beside the manner of a text; who is unhappy or content without a word of it is read as such in two of three texts, in French letters less often",
  ],
};
