// Money, contracts, use, and what tells nothing of anyone.
import { isEnumeration } from "./evidence.ts";
import { isNumber, isText, isTime, says, saysAll, type Rule } from "./facts.ts";

const money: Rule = (facts) => {
  if (!isNumber(facts) || facts.words.includes("centre") || facts.isKey || facts.isReference) return undefined;
  if (says(facts, "discount rebate") !== undefined)
    return { label: "financial.discount", reason: "the name says discount" };
  const word = says(
    facts,
    "amount price cost total revenue turnover balance fee fine budget net gross tax vat deposit payment charge margin profit debt credit paid owed due premium eur usd chf gbp",
  );
  if (word !== undefined && !says(facts, "day date")) return { label: "financial", reason: `the name says ${word}` };
  return facts.column.type.startsWith("decimal") && says(facts, "value worth annual monthly") !== undefined
    ? { label: "financial", reason: "a decimal whose name says value" }
    : undefined;
};

/** A key or a reference: opaque, it names nobody by itself. */
const identifier: Rule = (facts) => {
  if (!facts.isKey && !facts.isReference) return undefined;
  const { evidence } = facts;
  if (isTime(facts) || evidence.capitalised >= 0.5 || evidence.averageLength > 60) return undefined;
  return { label: "public", reason: facts.isReference ? "refers to another table" : "the table's key: opaque" };
};

const contract: Rule = (facts) => {
  if (facts.kind !== "contract" && says(facts, "renewal churned churn contract loss") === undefined) return undefined;
  if (facts.words.includes("number") && isText(facts))
    return { label: "contract.id", reason: "a number that names a contract" };
  if (
    isTime(facts) ||
    isNumber(facts) ||
    says(facts, "renew term renewal") !== undefined ||
    facts.column.type === "boolean"
  )
    return { label: "contract", reason: "what was agreed, and until when" };
  return says(facts, "reason") === undefined ? undefined : { label: "contract", reason: "why a deal ended" };
};

const billing: Rule = (facts) => {
  if (facts.kind !== "billing") return undefined;
  if (facts.words.includes("number"))
    return { label: "contract.id", reason: "a number that names an invoice or a payment" };
  if (facts.words.includes("currency")) return undefined;
  if (isTime(facts) || facts.column.type === "boolean" || isEnumeration(facts.evidence))
    return { label: "billing", reason: "how and when somebody paid" };
  return undefined;
};

const usage: Rule = (facts) =>
  facts.kind === "usage" && (isNumber(facts) || (isTime(facts) && facts.words.some((word) => /ed$|^at$/.test(word))))
    ? { label: "usage", reason: "how a product is used" }
    : undefined;

const harmlessWords =
  "status type kind category region segment language currency country state priority origin channel stage level tier role branch department unit method format genre color colour class group industry is active deleted enabled closed open won primary default current archived visible published";

/** A short list of words: a status, a kind. Of people only those that are known to be harmless. */
const enumeration: Rule = (facts) => {
  const isFew =
    (isText(facts) && (isEnumeration(facts.evidence) || says(facts, "currency country language") !== undefined)) ||
    facts.column.type === "boolean";
  if (!isFew) return undefined;
  const word = says(facts, harmlessWords);
  if (facts.kind === "person" && word === undefined)
    return { label: null, reason: "says something of a person, and it is not clear what" };
  return { label: "public", reason: word === undefined ? "one of a few short words" : `the name says ${word}` };
};

const technicalTime: Rule = (facts) => {
  if (!isTime(facts)) return undefined;
  if (says(facts, "created updated modified inserted changed synced modstamp loaded") !== undefined)
    return { label: "public", reason: "when a row was written" };
  if (facts.kind === "person") return undefined;
  return { label: "public", reason: "when something happened, in a table about no person" };
};

const nameOfThing: Rule = (facts) =>
  isText(facts) &&
  facts.kind === "thing" &&
  !facts.isPersonal &&
  says(
    facts,
    "name title label code isbn issn model category line collection type picture sku barcode symbol url edition serie",
  ) !== undefined
    ? { label: "public", reason: "names a thing, in a table that tells of nobody" }
    : undefined;

const smallList: Rule = (facts) =>
  isText(facts) &&
  facts.kind === "thing" &&
  !facts.isPersonal &&
  facts.evidence.values > 0 &&
  facts.evidence.values + facts.evidence.nulls < 50 &&
  facts.evidence.longest <= 40
    ? { label: "public", reason: "a short list of short words, in a table that tells of nobody" }
    : undefined;

const numberOfThing: Rule = (facts) => {
  if (facts.kind === "person" || facts.isPersonal) return undefined;
  if (
    isText(facts) &&
    says(facts, "number code") !== undefined &&
    says(facts, "serial account card") === undefined &&
    ["thing", "ticket"].includes(facts.kind)
  )
    return { label: "public", reason: "a number that names a thing" };
  return isNumber(facts) && facts.kind === "thing"
    ? { label: "public", reason: "a measure of a thing, in a table that tells of nobody" }
    : undefined;
};

const quantity: Rule = (facts) =>
  isNumber(facts) &&
  facts.kind !== "person" &&
  (says(facts, "quantity count position line floor year page item size weight capacity day copy") !== undefined ||
    saysAll(facts, "number of"))
    ? { label: "public", reason: "counts or measures a thing" }
    : undefined;

export const plainRules: readonly Rule[] = [
  money,
  identifier,
  contract,
  billing,
  usage,
  enumeration,
  technicalTime,
  nameOfThing,
  smallList,
  numberOfThing,
  quantity,
];
