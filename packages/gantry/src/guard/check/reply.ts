// What a model's reply is held against before anything of it is kept.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { Row } from "../../catalog/index.ts";
import type { KnownFinder } from "../mask/known.ts";
import { findPatterns } from "../mask/forms/patterns.ts";
import { stringsIn } from "../treat/cell.ts";
import type { IssuedToken } from "../vault/call.ts";
import { tokensIn } from "../vault/restore.ts";
import { tokenPattern } from "../vault/token.ts";
import { citedIn } from "./cited.ts";
import { repeatsOutside } from "./copied.ts";
import { disguiseIn } from "./disguise.ts";
import type { Expected } from "./expect.ts";
import { calledOf, compactOf, foreignContacts, foreignHosts, foreignNames, tongueOf } from "./foreign.ts";
import type { Tongue } from "./foreign.ts";
import { groundText } from "./ground.ts";
import type { Statement } from "./ground.ts";
import { sentenceAt } from "./ideas.ts";
import { impliedIn } from "./implied.ts";
import { withoutInsertions } from "./insertions.ts";
import { isOddName } from "./odd-name.ts";
import { isOpaque } from "./opaque.ts";
import { commitmentsIn } from "./promises.ts";
import { quotesIn } from "./quotes.ts";
import { recitesRules } from "./recited.ts";
import { isUnreadable } from "./unreadable.ts";

export interface ReplyFinding {
  readonly check:
    | "schema"
    | "token"
    | "clear-value"
    | "url"
    | "secret"
    | "ground"
    | "name"
    | "contact"
    | "promise"
    | "opaque"
    | "copied"
    | "ordered"
    | "citation";
  /** For the person who decides, and for the model that tries again. Holds no value of the data. */
  readonly message: string;
}

export interface ReplyExpectation {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly issued: ReadonlyMap<string, IssuedToken>;
  /** Finds values that left as tokens, should they come back in clear. Null where the model saw them. */
  readonly treated: KnownFinder | null;
  /** Called only once there is a text to hold against it. */
  readonly expected: () => Expected;
  /** The words are an author's template's, filled by rules: what they promise or name is the author's. */
  readonly isTemplate: boolean;
  /** Outputs that are no prose: nothing in them is a claim. */
  readonly control?: readonly string[];
}

const schemas = new WeakMap<object, z.ZodType>();
const schemasByText = new Map<string, z.ZodType>();

const schemaOf = (schema: Readonly<Record<string, unknown>>): z.ZodType => {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  try {
    const text = JSON.stringify(schema);
    const made = schemasByText.get(text) ?? z.fromJSONSchema(schema);
    schemas.set(schema, made);
    if (schemasByText.size >= 256) schemasByText.clear();
    schemasByText.set(text, made);
    return made;
  } catch (cause) {
    throw new GantryError("bad-flow", "the declared output of the prompt is no JSON Schema that can be checked", {
      cause,
    });
  }
};

const checkTokens = (text: string, issued: ReadonlyMap<string, IssuedToken>): ReplyFinding[] => {
  const findings: ReplyFinding[] = [];
  for (const token of new Set(tokensIn(text))) {
    const known = issued.get(token);
    if (known === undefined) findings.push({ check: "token", message: `${token} is no token that was given` });
    else if (!known.isTrusted) {
      const message = `${token} stands for what only text from outside names (${calledOf(known.label)})`;
      findings.push({ check: "name", message });
    }
  }
  const rest = text.replaceAll(tokenPattern, (token) => (issued.has(token) ? " " : token)).toUpperCase();
  const codes = new Set(Array.from(issued.keys(), (short) => short.split("_")[1] ?? ""));
  for (const code of codes) {
    if (rest.includes(code) && new RegExp(`(?<![A-Z0-9])${code}(?![A-Z0-9])`).test(rest)) {
      findings.push({ check: "token", message: `the token with code ${code} was altered` });
    }
  }
  return findings;
};

/** Commitments that nobody made: neither an author nor a cell. */
const checkPromises = (name: string, text: string, expected: Expected, stated: readonly Statement[]): ReplyFinding[] =>
  commitmentsIn(text)
    .filter(({ kind, start }) => {
      if (expected.promised.has(kind)) return false;
      const told =
        kind === "discount"
          ? /discount|rebate|rabatt|nachlass|remise/i
          : kind === "guarantee"
            ? /warrant|garant|gewähr/i
            : null;
      if (told === null) return true;
      // "Your discount of 10 %" where the row's own discount is that.
      const sentence = sentenceAt(text, start);
      const numbers = stated.filter((each) => each.kind === "number" && sentence.includes(each.text));
      return (
        numbers.length === 0 || !numbers.every((each) => each.columns?.some((column) => told.test(column)) === true)
      );
    })
    .map(({ text: written }) => ({
      check: "promise",
      message: `${name}: "${written}" is promised by no cell and no author`,
    }));

/** Whether what implies a promise is not the authors' own wording. */
const impliedBy = (expected: Expected, said: string): boolean =>
  !(["discount", "free", "refund", "release"] as const).some((kind) => expected.promised.has(kind)) &&
  !expected.own.compact.includes(compactOf(said));

const checkText = (name: string, written: string, against: ReplyExpectation, tongue: Tongue | null): ReplyFinding[] => {
  if (written.trim() === "") return [];
  const cites = citedIn(written, () => against.expected().passages);
  const { text } = cites;
  const findings = checkTokens(text.normalize("NFKC"), against.issued);
  const add = (check: ReplyFinding["check"], message: string): void => {
    findings.push({ check, message: `${name}${message}` });
  };
  const opaque = isOpaque(text);
  if (opaque !== null)
    add("opaque", opaque === "hidden" ? " holds characters that no reader sees" : " holds an encoded text");
  if (recitesRules(text)) add("secret", " repeats what its writer was told of the data");
  for (const mark of cites.unknown) add("citation", `: ${mark} cites a passage that was not given`);
  const disguise = disguiseIn(text.replaceAll(tokenPattern, (token) => " ".repeat(token.length)));
  if (disguise !== null) add("opaque", ` holds ${disguise}`);
  // Compatibility forms (full-width letters, ligatures) read as what they look like.
  const bare = text.normalize("NFKC").replaceAll(tokenPattern, (token) => " ".repeat(token.length));
  const clear = against.treated?.(bare) ?? [];
  for (const label of new Set(clear.map((hit) => hit.label)))
    add("clear-value", ` holds a ${label} in clear that was given as a token`);
  const expected = against.expected();
  const values = tokensIn(text).map((token) => against.issued.get(token)?.value ?? "");
  if (expected.names.some((each) => (text.includes(each) || values.includes(each)) && isOddName(each)))
    add("name", " is addressed to or speaks of somebody whose name holds what no name does");
  for (const host of foreignHosts(bare, () => expected.hosts))
    add("url", ` holds an address that the data does not: ${host}`);
  const patterns = findPatterns(bare);
  if (patterns.some((hit) => hit.label.startsWith("secret."))) add("secret", " holds what looks like a secret");
  // A template's spelled numbers are its author's; what fills its places is written in digits.
  const stated = groundText(bare, expected.facts).filter((each) => !against.isTemplate || /\d/.test(each.text));
  const quotes = quotesIn(bare, expected.quotable);
  const isQuoted = (each: { readonly start: number; readonly end: number }): boolean =>
    quotes.some((quote) => each.start >= quote.start && each.end <= quote.end);
  for (const { kind, text: written, columns, ...place } of stated)
    // An amount or a share is stated, whoever is quoted with it.
    if (
      columns === null &&
      !cites.bears(place) &&
      !(isQuoted(place) && !/[%€$£]|percent|prozent|pour cent/iu.test(written))
    )
      add("ground", `: the ${kind} "${written.trim()}" traces to no cell`);
  // Where the words are an author's, only what fills their places can be wrong.
  if (against.isTemplate) return findings;
  for (const label of new Set(foreignContacts(bare, patterns, expected.own).map((hit) => hit.label)))
    add("contact", ` holds a foreign ${calledOf(label)}, of no trusted cell`);
  const names = foreignNames(bare, expected.own, expected.peers, tongue).filter(
    (each) => !clear.some((hit) => hit.start < each.end && hit.end > each.start),
  );
  if (names.some((each) => each.isPeer)) add("name", " names another row's person or company");
  if (names.some((each) => !each.isPeer && !isQuoted(each) && !cites.says(each)))
    add("name", " names somebody or something that no cell of this row holds");
  const repeats = (said: readonly string[], runs: Expected["outside"]): boolean =>
    repeatsOutside(
      said.flatMap((each) => each.split(tokenPattern)).flatMap((each) => [each, ...withoutInsertions(each)]),
      runs,
    );
  if (expected.others !== null && repeats([text], expected.others))
    add("copied", " repeats, word for word, what another row tells");
  // What names its passage repeats it openly.
  if (repeats(cites.uncited, expected.outside) || repeats(cites.cited, expected.outsidePassages))
    add("copied", " says in its own voice, word for word, what text from outside says");
  const straight = bare.replaceAll(/\s+/g, " ");
  const around = withoutInsertions(bare).map((each) => each.replaceAll(/\s+/g, " "));
  const implied = [straight, ...around].map(impliedIn).find((each) => each !== null) ?? null;
  if (implied !== null && impliedBy(expected, implied.text))
    add("promise", `: "${implied.text}" reads as a promise or a threat that no cell and no author makes`);
  if (isUnreadable(bare, (folded) => expected.own.words.has(folded)))
    add("opaque", " holds a sentence in no language that is read here");
  const promises = checkPromises(name, straight, expected, stated);
  const hidden =
    promises.length > 0 ? [] : around.flatMap((each) => checkPromises(name, each, expected, stated)).slice(0, 1);
  return [...findings, ...promises, ...hidden];
};

/** Whether a text holds a sentence that could be an order's: of some length, whatever it says. */
const saysSomething = (text: string): boolean =>
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]{1,40}[^\p{L}\p{N}.!?]{1,3}){5}[\p{L}\p{N}]/u.test(
    text.replaceAll(tokenPattern, "…"),
  );

/** Checks a reply; no findings means it may be kept as it is. */
export const checkReply = (output: Row, against: ReplyExpectation): readonly ReplyFinding[] => {
  const parsed = schemaOf(against.schema).safeParse(output);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      check: "schema",
      message: `${issue.path.length === 0 ? "the reply" : issue.path.join(".")}: ${issue.message}`,
    }));
  }
  const { control = [] } = against;
  const isProse = ([name]: readonly [string, unknown]): boolean => !control.includes(name);
  const texts = Object.entries(output)
    .filter(isProse)
    .map(([name, cell]) => [name, stringsIn(cell)] as const);
  const unknown = control.flatMap((name) =>
    stringsIn(output[name]).flatMap((text) => checkTokens(text, against.issued)),
  );
  const tongue = tongueOf(texts.flatMap(([, each]) => each).join("\n"));
  const findings = [
    ...unknown.filter(({ check }) => check === "token"),
    ...texts.flatMap(([name, each]) => each.flatMap((text) => checkText(name, text, against, tongue))),
  ];
  const said = texts.flatMap(([, each]) => each);
  if (against.isTemplate || !said.some(saysSomething) || !against.expected().isOrdered) return findings;
  const message = "a text from outside in this row gives orders to whoever writes";
  return [...findings, { check: "ordered", message }];
};
