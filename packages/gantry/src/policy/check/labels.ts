// Labels that mean something whether or not a column carries them yet: a rule on one of these is no slip of the pen.

const families: Readonly<Record<string, readonly string[]>> = {
  person: ["name", "email", "phone", "address", "title", "birthdate", "id", "ip", "iban", "card", "health"],
  company: ["name", "id", "address", "phone", "website", "size"],
  financial: ["discount", "salary"],
  text: ["untrusted", "generated"],
  input: ["text", "question", "message", "system", "tool-result", "schema", "image", "arguments"],
  identifier: ["id"],
  business: ["usage", "contract"],
  secret: ["key", "url", "password"],
};

/** `person`, `person.email` …; with `row`, `score`, `public` and `unlabelled`, which the house gives itself. */
export const vocabulary: readonly string[] = [
  ...Object.entries(families).flatMap(([family, members]) => [family, ...members.map((it) => `${family}.${it}`)]),
  "public",
  "row",
  "score",
  "unlabelled",
];

/** Whether a rule's label speaks of the label. */
export const covers = (rule: string, label: string): boolean =>
  rule === "*" || rule === label || (rule.endsWith(".*") && `${label}.`.startsWith(rule.slice(0, -1)));
