// Reads triggers, strictly, and remembers where each was written.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { callSite, placeOf, placeText } from "../../policy/index.ts";
import type { WrittenAt } from "../../policy/index.ts";
import { parsePath } from "./path.ts";
import { occurrencesOf } from "./schedule.ts";
import type {
  ChangeSource,
  CompletionSource,
  MailSource,
  ScheduleSource,
  TriggerDocument,
  WebhookSource,
} from "./types.ts";

const said = (check: (text: string) => unknown) =>
  z.string().superRefine((text, context) => {
    try {
      check(text);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      context.addIssue({ code: "custom", message: error.message });
    }
  });

const Path = said(parsePath);
const Name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "lower case letters, digits and - only");
const Secret = z.string().regex(/^[a-z][a-z0-9.-]*$/, "a reference: lower case letters, digits, . and -");

const Source = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("schedule"),
      cron: z.string().min(1),
      timeZone: z.string().min(1),
      missed: z.enum(["skip", "once"]).optional(),
    })
    .superRefine((schedule, context) => {
      try {
        occurrencesOf(schedule);
      } catch (error) {
        if (!(error instanceof GantryError)) throw error;
        context.addIssue({ code: "custom", message: error.message });
      }
    }),
  z.strictObject({
    kind: z.literal("webhook"),
    secrets: z.array(Secret).min(1),
    form: z.enum(["standard", "github", "stripe"]).optional(),
    header: z
      .string()
      .regex(/^[a-z0-9-]+$/, "a header's name, in lower case")
      .optional(),
    id: Path.optional(),
    limit: z.int().positive().max(1_048_576).optional(),
  }),
  z.strictObject({
    kind: z.literal("change"),
    table: z.string().regex(/^\w+\.\w+$/, "a table is <source>.<table>"),
    by: z.string().min(1),
    every: z.number().positive().max(86_400).optional(),
  }),
  z.strictObject({ kind: z.literal("mail"), to: z.email() }),
  z.strictObject({ kind: z.literal("flow"), flow: z.string(), each: z.string().optional() }),
]);

const Document = z.strictObject({
  name: Name,
  title: z.string().min(1).optional(),
  flow: z.string().min(1),
  as: z.string().min(1),
  input: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.strictObject({ path: Path }), z.strictObject({ key: Path })]),
  ),
  on: Source,
  digest: z.strictObject({ to: z.array(z.string().min(1)).min(1) }).optional(),
  paused: z.boolean().optional(),
});

const written = new WeakMap<TriggerDocument, WrittenAt>();

/** `triggers.ts:12: trigger "digest"` for a part of a trigger; without the place for one that was not written in code. */
export const triggerPlace = (document: TriggerDocument, ...into: readonly (string | number)[]): string => {
  const at = written.get(document);
  const place = at === undefined ? "" : `${placeText(placeOf(at, into, document))}: `;
  return `${place}trigger "${document.name}"`;
};

/**
 * A trigger from its parts.
 *
 * @throws GantryError `bad-config` with file and line: a cron expression or a path that is none, a field that is unknown.
 * @example
 * export const digest = trigger({
 *   name: "monday-digest", flow: "retention", as: "digest",
 *   on: schedule("0 7 * * MON", "Europe/Zurich", { missed: "once" }),
 *   input: { region: "EMEA", segment: "enterprise", period: "this quarter" },
 * });
 */
export const trigger = (document: TriggerDocument): TriggerDocument => {
  const at = callSite("trigger", [import.meta.url]);
  const parsed = Document.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const into = path.map((part) => (typeof part === "number" ? part : String(part)));
      const where = at === undefined ? "" : `${placeText(placeOf(at, into, document))}: `;
      return `${where}trigger "${document.name}": ${into.length > 0 ? `${into.join(".")}: ` : ""}${message}`;
    });
    throw new GantryError("bad-config", faults.join("\n  "));
  }
  if (at !== undefined) written.set(document, at);
  return document;
};

export const schedule = (
  cron: string,
  timeZone: string,
  more: Pick<ScheduleSource, "missed"> = {},
): ScheduleSource => ({ kind: "schedule", cron, timeZone, ...more });

/** `secret` names the secret, or two while one is changed for the other. */
export const webhook = (
  secret: string | readonly string[],
  more: Omit<WebhookSource, "kind" | "secrets"> = {},
): WebhookSource => ({ kind: "webhook", secrets: [secret].flat(), ...more });

export const changed = (table: string, by: string, more: Pick<ChangeSource, "every"> = {}): ChangeSource => ({
  kind: "change",
  table,
  by,
  ...more,
});

export const mailTo = (to: string): MailSource => ({ kind: "mail", to });

export const completed = (flow: string, more: Pick<CompletionSource, "each"> = {}): CompletionSource => ({
  kind: "flow",
  flow,
  ...more,
});

/** A text or number of the event. */
export const field = (path: string): { readonly path: string } => ({ path });

/** A name of the event in the form of a key. */
export const key = (path: string): { readonly key: string } => ({ key: path });
