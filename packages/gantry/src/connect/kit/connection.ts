// A source's connection as the catalog holds it: parsed at this border, secrets by reference.
import { z } from "zod";
import type { Source } from "../../catalog/index.ts";
import { badConfig } from "./errors.ts";
import type { Context } from "./types.ts";

/** `{ secret: "crm.client-secret" }`: the name of a secret, never its value. */
export const SecretReference: z.ZodObject<{ secret: z.ZodString }> = z.strictObject({ secret: z.string().min(1) });
export type SecretReference = z.infer<typeof SecretReference>;

/** A user name or address may stand in the catalog; a credential is a reference. */
export const TextOrSecret: z.ZodUnion<[z.ZodString, typeof SecretReference]> = z.union([
  z.string().min(1),
  SecretReference,
]);
export type TextOrSecret = z.infer<typeof TextOrSecret>;

export const reveal = (value: TextOrSecret, context: Pick<Context, "secret">): string =>
  typeof value === "string" ? value : context.secret(value.secret);

/** How patiently a source is called. All optional. */
export interface Limits {
  /** Per call, until its last byte. Default 30. */
  readonly timeoutSeconds?: number | undefined;
  /** Tries of one call in all. Default 4. */
  readonly attempts?: number | undefined;
  /** Longest wait between two tries. Default 10. */
  readonly longestWaitSeconds?: number | undefined;
  /** Largest reply in bytes. Default 64 MiB. */
  readonly largestReply?: number | undefined;
}

export const Limits: z.ZodType<Limits> = z.strictObject({
  timeoutSeconds: z.number().positive().optional(),
  attempts: z.number().int().min(1).optional(),
  longestWaitSeconds: z.number().min(0).optional(),
  largestReply: z.number().int().positive().optional(),
});

/**
 * Parses a source's connection.
 *
 * @throws `bad-config` naming the source and the setting; never the setting's value
 */
export const parseConnection = <T>(source: Source, schema: z.ZodType<T>): T => {
  const parsed = schema.safeParse(source.connection);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `connection.${issue.path.join(".")}: ${issue.message}`);
  throw badConfig({ source: source.name }, issues.join("; "), "mend the source's connection in the catalog");
};
