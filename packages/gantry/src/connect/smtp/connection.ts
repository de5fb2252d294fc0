// A mail server as configured.
import { z } from "zod";
import { Limits, SecretReference, TextOrSecret } from "../kit/index.ts";
import { isAddress } from "./message.ts";

/** `connection` of a source with connector "smtp". */
export const Connection = z.strictObject({
  host: z.string(),
  port: z.number().int().min(1).max(65_535),
  /** TLS from the first byte (port 465); otherwise STARTTLS where the server offers it. */
  secure: z.boolean().default(false),
  /** Refuse to send where TLS can't be had. */
  requireTls: z.boolean().default(false),
  user: TextOrSecret.optional(),
  password: SecretReference.optional(),
  /** Address that mail comes from, and the name beside it. */
  from: z.string().refine(isAddress, "must be one e-mail address"),
  fromName: z.string().optional(),
  /** Right-hand side of the Message-IDs; by default the domain of `from`. */
  domain: z
    .string()
    .regex(/^[a-z0-9.-]+$/i)
    .optional(),
  /**
   * Where a sent mail can be looked up, if the mail system can be searched: `GET <url>?messageId=<id>` answers 200 with
   * `{"reference": "…"}` or 404. With it an attempt without a reply can be settled.
   */
  lookup: z.strictObject({ url: z.url(), token: SecretReference.optional() }).optional(),
  timeoutSeconds: z.number().positive().default(30),
  limits: Limits.optional(),
});
export type Connection = z.infer<typeof Connection>;
