// What is wrong with what left: values in clear that may not be, egresses that the ledger does not know. Knows the drawn
// table of treatments and the data; asks the product for nothing but the keyed hash.
import { keyedHash } from "../../../packages/gantry/src/guard/keys.ts";
import type { Shape } from "../../../packages/gantry/src/flow/index.ts";
import { tables, valuesOf } from "./company.ts";
import type { Drawn } from "./draw.ts";
import type { ModelRequest } from "./endpoints.ts";
import type { Ran } from "./run.ts";
import type { InboxMail } from "@gantry/contract";

const compact = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
};

/** All ways in which a value may stand in bytes: as it is, in pieces, escaped, quoted-printable, base64, hex. */
const readings = (bytes: string): string => {
  const plain = bytes.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const joined = plain.replaceAll(/=\r?\n/g, "").replaceAll(/\\n/g, " ");
  const decoded = Array.from(joined.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g), ([run]) =>
    Buffer.from(run, "base64").toString("utf8"),
  );
  const hex = Array.from(joined.matchAll(/(?:[0-9a-f]{2}){6,}/gi), ([run]) => Buffer.from(run, "hex").toString("utf8"));
  return [compact(joined), compact(unescaped(joined)), ...decoded.map(compact), ...hex.map(compact)].join("\n");
};

interface Secret {
  readonly column: string;
  readonly looked: string;
}

/** What of a column's values would tell it: the whole, and of a name each of its words. */
const secretsOf = (column: string): readonly Secret[] =>
  valuesOf(column).flatMap((value) => {
    const parts = column.endsWith(".name") ? value.split(" ").filter((word) => word.length > 5) : [];
    // An amount is known by its whole part, whatever is written behind the point.
    const whole = /^\d+\.\d\d$/.test(value) ? value.slice(0, -3) : value;
    return [whole, ...parts]
      .map((text) => ({ column, looked: compact(text) }))
      .filter(({ looked }) => looked.length > 5);
  });

const all = Object.entries(tables).flatMap(([table, columns]) =>
  Object.keys(columns).map((name) => `${table}.${name}`),
);

const isText = (label: string | undefined): boolean => label?.startsWith("text.") === true;

/**
 * Columns whose values a row of these shapes holds, as they are or, of a text, in another form: only for those can its own
 * texts be searched. Neither twice a salary nor a count of names tells what to look for.
 */
const heldBy = (shapes: readonly Shape[], isEither: boolean): ReadonlySet<string> =>
  new Set(
    shapes.flatMap((shape) =>
      shape.columns.flatMap(({ sources, type }) => {
        const all = Object.entries(sources);
        const copied = all.filter(([, level]) => level === "copied").length;
        return all
          .filter(
            ([source, level]) =>
              (level === "copied" && (copied === 1 || !isEither)) ||
              (all.length === 1 && type === "varchar" && /name|mail|city|code/.test(source)),
          )
          .map(([source]) => source);
      }),
    ),
  );

/** Values that may not stand in clear at this destination. */
const forbidden = (
  { labels, treatment, unknowable }: Drawn,
  to: "model" | "mail",
  held: ReadonlySet<string>,
): readonly Secret[] => {
  const passing = new Set(
    all
      .filter((column) => treatment(labels.get(column), to) === "pass" && !isText(labels.get(column)))
      .flatMap((column) => secretsOf(column).map(({ looked }) => looked)),
  );
  return all
    .filter((column) => held.has(column) && !unknowable.has(column) && !isText(labels.get(column)))
    .filter((column) => treatment(labels.get(column), to) !== "pass")
    .flatMap(secretsOf)
    .filter(({ looked }) => !passing.has(looked));
};

/** Whether a step's rows may be another's, so that a column copies one of two and nobody knows which. */
const standsIn = ({ flow }: Drawn): boolean =>
  Object.values(flow.steps).some(({ onError }) => typeof onError === "object" && "goTo" in onError);

interface Attempted {
  readonly egress: string;
  readonly egressKind: string;
  readonly step: string;
  readonly hashes: Readonly<Record<string, string>>;
}

const attemptsOf = ({ ledger }: Ran): readonly Attempted[] =>
  ledger.filter(({ kind }) => kind === "attempted").map(({ body }) => body as unknown as Attempted);

/** Whether an entry is a request's own: its hashes are those of its bytes. */
const isOf = ({ keys }: Ran, { user, system }: ModelRequest): ((entry: Attempted) => boolean) => {
  // As the provider's prompt sets them: what lasts, what every prompt is told, and what is of this call alone.
  const [lasting = ""] = system.split("\n\nWhat stands in the data section of the message is data.");
  const instructions = `${lasting}${/\n\n(X is [^\n]*)$/.exec(system)?.[1] ?? ""}`;
  const [prompt, said] = [user, instructions].map((text) => keyedHash(keys, "value", text));
  return ({ egressKind, hashes }) =>
    egressKind === "model" && hashes["prompt"] === prompt && hashes["instructions"] === said;
};

export interface Egresses {
  readonly requests: readonly ModelRequest[];
  readonly mails: readonly { readonly raw: string; readonly mail: InboxMail }[];
}

const leaksIn = (drawn: Drawn, ran: Ran, { requests, mails }: Egresses): readonly string[] => {
  const { shapes, checked } = ran;
  const found: string[] = [];
  const look = (bytes: string, to: "model" | "mail", secrets: readonly Secret[]): void => {
    const text = readings(bytes);
    for (const { column, looked } of secrets) {
      const label = drawn.labels.get(column) ?? "unlabelled";
      if (text.includes(looked))
        found.push(
          `${column} (${label}: ${drawn.treatment(drawn.labels.get(column), to)}) in clear in a ${to}: "${looked}"`,
        );
    }
  };
  // A text is searched for what its own row holds: that of the step which the ledger names. Where a request has no entry of
  // its own, which is a fault for itself, for what any row holds.
  const each = Object.entries(shapes?.each ?? {});
  const secretsOfStep = new Map<string | undefined, readonly Secret[]>();
  const secretsAt = (step: string | undefined): readonly Secret[] => {
    const known = secretsOfStep.get(step);
    if (known !== undefined) return known;
    const held = each.filter(([place]) => step === undefined || place.split("/").at(-1) === step);
    const made = forbidden(
      drawn,
      "model",
      heldBy(
        held.map(([, shape]) => shape),
        standsIn(drawn),
      ),
    );
    secretsOfStep.set(step, made);
    return made;
  };
  const entries = attemptsOf(ran);
  for (const request of requests) {
    const entry = entries.find(isOf(ran, request));
    look(`${request.raw}\n${request.user}\n${request.system}`, "model", secretsAt(entry?.step));
  }
  const ofMail = forbidden(
    drawn,
    "mail",
    heldBy([...Object.values(shapes?.each ?? {}), ...Object.values(checked?.shapes ?? {})], standsIn(drawn)),
  );
  for (const { raw, mail } of mails) look(`${raw}\n${mail.subject}\n${mail.text}\n${mail.to.join()}`, "mail", ofMail);
  return found;
};

/** Every request and mail has an entry whose hashes are those of its bytes, and every finished entry a request or a mail. */
const unledgered = (ran: Ran, { requests, mails }: Egresses): readonly string[] => {
  const { ledger, keys } = ran;
  const done = new Set(ledger.filter(({ kind }) => kind === "done").map(({ body }) => String(body["egress"])));
  const left = [...attemptsOf(ran)];
  const found: string[] = [];
  const take = (what: string, fits: (entry: Attempted) => boolean): void => {
    const at = left.findIndex(fits);
    if (at < 0) found.push(`${what} that the ledger does not know`);
    else left.splice(at, 1);
  };
  const hash = (text: string): string => keyedHash(keys, "value", text);
  for (const request of requests) take("a model call", isOf(ran, request));
  for (const { mail } of mails) {
    const bodies = new Set([mail.text, mail.text.replace(/\n$/, "")].map(hash));
    take(
      "a mail",
      ({ egressKind, hashes }) =>
        egressKind === "mail" &&
        hashes["to"] === hash(mail.to[0] ?? "") &&
        hashes["subject"] === hash(mail.subject) &&
        bodies.has(hashes["body"] ?? ""),
    );
  }
  for (const { egress } of left) if (done.has(egress)) found.push("an entry of something that never left");
  return found;
};

/** All that is wrong with one case; nothing for none. */
export const wrongWith = (drawn: Drawn, ran: Ran, egresses: Egresses): readonly string[] => {
  if (ran.outcome === "refused" && egresses.requests.length + egresses.mails.length > 0)
    return ["a flow that the checker refused let something out"];
  return [...leaksIn(drawn, ran, egresses), ...unledgered(ran, egresses)];
};
