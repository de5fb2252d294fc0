// What must be recognised first, since to miss it costs most: secrets, people, what is said of their bodies and beliefs.
import { isEnumeration } from "./evidence.ts";
import { isText, isTime, percent, says, saysAll, type Rule } from "./facts.ts";

const secret: Rule = (facts) => {
  const word = says(facts, "password secret passphrase apikey pin cvv cvc salt otp");
  if (word !== undefined || saysAll(facts, "api id") || saysAll(facts, "access token"))
    return { label: "secret", reason: `the name says ${word ?? "credential"}` };
  if (facts.evidence.checksummed > 0.5)
    return { label: "secret", reason: `${percent(facts.evidence.checksummed)} pass the checksum of a payment card` };
  return undefined;
};

const consent: Rule = (facts) =>
  saysAll(facts, "opt out") ||
  saysAll(facts, "opt in") ||
  says(facts, "consent gdpr unsubscribed unsubscribe bounced newsletter")
    ? { label: "consent", reason: "the name says consent" }
    : undefined;

const special: Rule = (facts) => {
  const word = says(
    facts,
    "diagnosis symptom blood allergy allergie disease illness treatment medication religion ethnicity race sex gender sexual disability political union criminal nationality marital salary wage income",
  );
  return word === undefined
    ? undefined
    : {
        label: null,
        reason: `"${word}" may be of a special category: left unlabelled, so that it goes nowhere until a person decides`,
      };
};

const email: Rule = (facts) => {
  if (!isText(facts)) return undefined;
  if (facts.evidence.email >= 0.5)
    return { label: "person.email", reason: `${percent(facts.evidence.email)} are e-mail addresses` };
  return facts.words.includes("email") && facts.evidence.prose < 0.2
    ? { label: "person.email", reason: "the name says e-mail" }
    : undefined;
};

const identity: Rule = (facts) => {
  const word = says(facts, "ssn passport iban bic ahv nino siren licence license");
  if (
    word !== undefined ||
    saysAll(facts, "national id") ||
    saysAll(facts, "social security") ||
    saysAll(facts, "tax id")
  )
    return {
      label: facts.kind === "company" ? "company.id" : "person.id",
      reason: `the name says ${word ?? "an official number"}`,
    };
  return undefined;
};

const birth: Rule = (facts) =>
  facts.words.includes("birth") ? { label: "person.birthdate", reason: "the name says birth" } : undefined;

const phone: Rule = (facts) => {
  if (!isText(facts)) return undefined;
  const label = facts.kind === "company" ? "company.phone" : "person.phone";
  if (facts.words.includes("phone")) return { label, reason: "the name says phone" };
  return facts.evidence.phone >= 0.8 && !facts.isKey && !facts.isReference
    ? { label, reason: `${percent(facts.evidence.phone)} look like phone numbers` }
    : undefined;
};

const address: Rule = (facts) => {
  const word = says(facts, "street address zip city latitude longitude");
  if (word === undefined || facts.words.includes("ip"))
    return facts.words.includes("ip") ? { label: "person.id", reason: "an IP address" } : undefined;
  if (facts.kind === "company") return { label: "company.address", reason: `the name says ${word}` };
  if (facts.kind === "thing" && !facts.isPersonal)
    return { label: "public", reason: `${word} of a thing, not of a person` };
  return { label: "person.address", reason: `the name says ${word}` };
};

const partsOfNames = ["first", "last", "given", "family", "middle", "full", "maiden", "display"];
const roles =
  "author borrower patient doctor owner manager contact employee teacher driver guest member nurse technician physician signer approver assignee reporter requester recipient sender person user librarian reviewer artist";

const person: Rule = (facts) => {
  if (!isText(facts)) return undefined;
  const { evidence, words, kind } = facts;
  if (words.includes("name") && partsOfNames.some((part) => words.includes(part)))
    return { label: "person.name", reason: "the name says a person's name" };
  if (saysAll(facts, "user name") || words.includes("username") || words.includes("login"))
    return { label: "person.id", reason: "the name says a user's name" };
  if (kind === "person" && words.includes("name") && evidence.legalForm < 0.2)
    return { label: "person.name", reason: "the name of a person, in a table about people" };
  const role = says(facts, roles);
  if (
    role !== undefined &&
    !isEnumeration(evidence) &&
    (words.includes("name") || evidence.capitalised >= 0.6) &&
    evidence.legalForm < 0.2
  )
    return {
      label: "person.name",
      reason: `the name says ${role}${evidence.capitalised >= 0.6 ? `, and ${percent(evidence.capitalised)} look like names` : ""}`,
    };
  if (
    kind === "person" &&
    !words.includes("title") &&
    evidence.capitalised >= 0.6 &&
    !isEnumeration(evidence) &&
    !facts.isReference
  )
    return {
      label: "person.name",
      reason: `${percent(evidence.capitalised)} look like names, in a table about people`,
    };
  return undefined;
};

const titleOfPerson: Rule = (facts) => {
  if (facts.kind !== "person" || !isText(facts)) return undefined;
  if (facts.words.includes("salutation")) return { label: "public", reason: "a form of address" };
  return says(facts, "title job position occupation profession") === undefined
    ? undefined
    : { label: "person.title", reason: "what a person does" };
};

const company: Rule = (facts) => {
  if (facts.kind === "company" && says(facts, "employee headcount") !== undefined)
    return { label: "company.size", reason: "how many work there" };
  if (!isText(facts)) return undefined;
  const { evidence, words, kind } = facts;
  const role = says(
    facts,
    "company organisation supplier vendor employer publisher manufacturer partner dealer firm customer account",
  );
  if (kind === "company" && words.includes("name"))
    return { label: "company.name", reason: "the name of a company, in a table about companies" };
  if (role !== undefined && words.includes("name"))
    return ["customer", "account"].includes(role)
      ? { label: "person.name", reason: `${role}'s name: a person or a company, so the stricter` }
      : { label: "company.name", reason: `the name says ${role}` };
  if (evidence.legalForm >= 0.3)
    return { label: "company.name", reason: `${percent(evidence.legalForm)} end in a legal form` };
  if (
    role !== undefined &&
    !["customer", "account"].includes(role) &&
    !facts.isReference &&
    !facts.isKey &&
    evidence.capitalised >= 0.5
  )
    return { label: "company.name", reason: `the name says ${role}` };
  if (kind !== "company") return undefined;
  if (says(facts, "website url homepage domain") !== undefined)
    return { label: "company.website", reason: "a company's web address" };
  if (
    says(facts, "vat duns registration") !== undefined ||
    (words.includes("number") && !facts.isKey && !facts.isReference)
  )
    return { label: "company.id", reason: "a number that names a company" };
  return undefined;
};

/** Running text: whoever wrote it, it may name anyone and say anything. */
const prose: Rule = (facts) => {
  if (!isText(facts)) return undefined;
  const word = says(
    facts,
    "note comment description remark message body text content feedback review memo complaint subject question answer summary detail bio internal",
  );
  const { evidence } = facts;
  if (evidence.prose >= 0.2) return { label: "text.untrusted", reason: `${percent(evidence.prose)} are running text` };
  if (word === undefined || isEnumeration(evidence)) return undefined;
  return evidence.averageLength >= 25 || evidence.values === 0 || facts.kind === "ticket"
    ? { label: "text.untrusted", reason: `the name says ${word}: free text` }
    : undefined;
};

/** What names somebody by a number of another system: `customer`, `account_ref`, `patient_no`. */
const foreignNumber: Rule = (facts) => {
  if (
    facts.isKey ||
    facts.isReference ||
    isTime(facts) ||
    isEnumeration(facts.evidence) ||
    facts.column.type === "boolean"
  )
    return undefined;
  if (facts.isNamedElsewhere && (facts.kind === "person" || facts.kind === "company"))
    return { label: `${facts.kind}.id`, reason: "another system names the row by it" };
  if (facts.kind === "person" && says(facts, "number card badge") !== undefined)
    return { label: "person.id", reason: "a number that names a person" };
  const isNumber = facts.words.length === 1 || says(facts, "id number reference code") !== undefined;
  if (!isNumber || facts.column.type === "double") return undefined;
  const someone = says(facts, roles);
  if (someone !== undefined) return { label: "person.id", reason: `names a ${someone} by a number` };
  const business = says(facts, "customer account company supplier vendor organisation");
  return business === undefined ? undefined : { label: "company.id", reason: `names a ${business} by a number` };
};

export const sensitiveRules: readonly Rule[] = [
  secret,
  consent,
  special,
  email,
  identity,
  birth,
  phone,
  address,
  prose,
  person,
  titleOfPerson,
  company,
  foreignNumber,
];
