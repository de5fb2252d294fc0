// Texts of a set form: descriptions, summaries, answers with citations, and fields with a list of values.
import { detectLanguage } from "../../../packages/gantry/src/model/sentiment/language.ts";
import { factOf, lengthProblems, missing, unwanted } from "./right.ts";
import type { Right } from "./right.ts";

export const descriptionProblems =
  (headline: string, body: string): Right =>
  ({ asked, reply }) => {
    const [head = "", text = ""] = [reply[headline], reply[body]];
    const wanted = factOf(asked, "Language") || "en";
    const found = detectLanguage(text);
    return [
      ...(found === wanted ? [] : [`is in ${found ?? "no language"} where ${wanted} was asked for`]),
      ...lengthProblems(head, 1, 10),
      ...lengthProblems(text, 40, 70),
      ...missing(`${head}\n${text}`, "the product's name", factOf(asked, "Product")),
      ...unwanted(text, "an award or a test", /award|prize|tested by|ausgezeichnet|getestet|primé|récompens|testé/iu),
    ];
  };

const first = (text: string): string => text.split(/[;,]/)[0]?.trim() ?? "";

export const trendProblems: Right = ({ asked, reply }) => {
  const body = reply["body"] ?? "";
  const plain = body.toLowerCase();
  const named = [
    factOf(asked, "Region"),
    first(factOf(asked, "Gained most on a year before")),
    first(factOf(asked, "Lost most")),
  ].filter((it) => it !== "");
  return [
    ...lengthProblems(body, 90, 150),
    ...named.flatMap((it) => missing(plain, it, it.toLowerCase())),
    ...unwanted(body, "a recommendation", /\b(?:should|recommend\w*|suggest\w*|ought to|we advise)\b/i),
  ];
};

/** @param holds what the passages answer */
export const citedProblems =
  (language: string, holds: RegExp): Right =>
  ({ reply }) => {
    const text = reply["text"] ?? "";
    const sentences = text.split(/(?<=[.!?](?: ?\[\d+\])*)\s+(?=\p{Lu})/u).length;
    return [
      ...missing(text, "a citation", /\[\d+\]/),
      ...missing(text, "what the passages answer", holds),
      ...(detectLanguage(text) === language ? [] : ["is not in the question's language"]),
      ...(sentences > 5 ? [`${sentences} sentences where five were asked for`] : []),
    ];
  };

/** @param topics those that the CRM's type of the tickets allows */
export const triageProblems =
  (topics: readonly string[]): Right =>
  ({ reply }) => [
    ...(topics.includes(reply["topic"] ?? "")
      ? []
      : [`topic "${reply["topic"]}" where one of ${topics.join(", ")} is right`]),
    ...lengthProblems(reply["summary"] ?? "", 1, 15),
    ...unwanted(reply["summary"] ?? "", "a number", /\d/),
  ];

/** The rules of the prompt, reckoned. */
export const standingProblems: Right = ({ asked, reply }) => {
  const numberOf = (pattern: RegExp): number => Number(pattern.exec(asked.data)?.[1] ?? Number.NaN);
  const change = numberOf(/in percent: (-?\d+)/);
  const urgent = numberOf(/urgent ones among them: (\d+)/);
  const overdue = numberOf(/^Overdue invoices: (\d+)/m);
  const standing =
    change < -30 || overdue > 1 ? "poor" : change < -10 || overdue === 1 || urgent > 0 ? "watch" : "good";
  const cause =
    standing === "good"
      ? "none"
      : change < (standing === "poor" ? -30 : -10)
        ? "usage"
        : overdue > (standing === "poor" ? 1 : 0)
          ? "billing"
          : "support";
  return [
    ...(reply["standing"] === standing ? [] : [`standing "${reply["standing"]}" where "${standing}" is right`]),
    ...(reply["cause"] === cause ? [] : [`cause "${reply["cause"]}" where "${cause}" is right`]),
    ...lengthProblems(reply["advice"] ?? "", 1, 20),
  ];
};
