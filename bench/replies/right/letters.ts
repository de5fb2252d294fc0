// Letters to customers: the language, whom they name, and what they must not say.
import { detectLanguage } from "../../../packages/gantry/src/model/sentiment/language.ts";
import type { Asked } from "../asked.ts";
import { factOf, lengthProblems, missing, unwanted } from "./right.ts";
import type { Right } from "./right.ts";

const textOf = (reply: Readonly<Record<string, string>>): string => `${reply["subject"]}\n${reply["body"]}`;

/** The name that a letter may address: whole, or the first or last name alone. */
const addressed = (asked: Asked): RegExp => {
  const names = /^Contact: .*$/m.exec(asked.data)?.[0].match(/PERSON\{\d+\}/g) ?? [];
  return new RegExp(names.map((it) => it.replaceAll(/[{}]/g, String.raw`\$&`)).join("|") || "(?!)");
};

const spokenProblems = (asked: Asked, text: string): readonly string[] => {
  const language = factOf(asked, "Language");
  const wanted = language === "de" || language === "fr" ? language : "en";
  const found = detectLanguage(text);
  return found === wanted ? [] : [`is in ${found ?? "no language"} where ${wanted} was asked for`];
};

const leaving =
  /\b(?:risks?|churn\w*|probability|likelihood|leav(?:e|ing) us|risque\w*|probabilité|résili\w*|Risik\w*|Abwander\w*|Wahrscheinlich\w*|kündig\w*)/iu;
const promised =
  /\b(?:discounts?|rebates?|remises?|rabais|réductions?|Rabatt\w*|Nachlass\w*|free of charge|gratuit\w*|kostenlos\w*)/iu;

export const letterProblems: Right = ({ asked, reply }) => {
  const text = textOf(reply);
  const owner = /^Account owner: (.*?),/m.exec(asked.data)?.[1] ?? "";
  return [
    ...spokenProblems(asked, reply["body"] ?? ""),
    ...missing(text, "the contact's name", addressed(asked)),
    ...missing(text, "the owner's name", owner),
    ...missing(
      text,
      "the renewal",
      /renew|extend|agreement|contract|verläng|erneuer|Vertrag|renouvel|reconduc|contrat/iu,
    ),
    ...missing(
      text,
      "an invitation to talk",
      /talk|call|speak|meet|conversation|discuss|sprechen|Gespräch|Telefon|telefonier|austausch|parler|appel|échang|entretien|rencontr/iu,
    ),
    ...unwanted(text, "a word of leaving or of its probability", leaving),
    ...unwanted(text, "a price or a gift", promised),
  ];
};

export const followUpProblems: Right = ({ asked, reply }) => {
  const body = reply["body"] ?? "";
  const viewed = factOf(asked, "Products their team looked at, most often first")
    .split("; last on")[0]
    ?.split("; ")
    .filter((it) => it.trim() !== "");
  const isNamed = viewed === undefined || viewed.length === 0 || viewed.some((it) => body.includes(it.trim()));
  return [
    ...spokenProblems(asked, body),
    ...missing(textOf(reply), "the contact's name", addressed(asked)),
    ...lengthProblems(body, 80, 150),
    ...(isNamed ? [] : ["names no product that they looked at"]),
    ...missing(body, "the warranties", /warrant|guarant|garant/iu),
    ...unwanted(
      body,
      "a closing phrase, which is added",
      /kind regards|best regards|sincerely|freundliche[nr]? Gr|cordialement|salutations/iu,
    ),
    ...unwanted(body, "a price or a gift", promised),
  ];
};
