// An OData V4 service as configured, and what it is as a REST system.
import { z } from "zod";
import { Limits, SecretReference, TextOrSecret, type Auth, type RestManifest } from "../kit/index.ts";

/** `connection` of a source with connector "odata". */
export const Connection = z.strictObject({
  /** The service root, where `$metadata` is. */
  url: z.url(),
  username: TextOrSecret.optional(),
  password: SecretReference.optional(),
  /** OAuth client credentials instead of a password. */
  oauth: z
    .strictObject({
      tokenUrl: z.url(),
      clientId: TextOrSecret,
      clientSecret: SecretReference,
      scope: z.string().optional(),
    })
    .optional(),
  /** Entity sets to offer; otherwise all. */
  sets: z.array(z.string()).optional(),
  /** Longest URL the service takes, in bytes. */
  longestUrl: z.number().int().min(500).default(6000),
  allowedHosts: z.array(z.string()).optional(),
  limits: Limits.optional(),
});
export type Connection = z.infer<typeof Connection>;

const authOf = ({ username, password, oauth }: Connection): Auth => {
  if (oauth !== undefined) {
    const { tokenUrl, ...rest } = oauth;
    return { kind: "oauth", tokenUrl, grant: { kind: "client-credentials", ...rest } };
  }
  return username === undefined || password === undefined ? { kind: "none" } : { kind: "basic", username, password };
};

/** The service as the REST engine runs it. Int64 and Decimal come as texts: numbers of JSON would lose digits. */
export const manifestOf = (connection: Connection): RestManifest => ({
  url: connection.url,
  allowedHosts: connection.allowedHosts,
  auth: authOf(connection),
  onBehalf: false,
  headers: {
    accept: "application/json;odata.metadata=minimal;IEEE754Compatible=true",
    "odata-maxversion": "4.01",
    prefer: "odata.maxpagesize=5000",
  },
  paginator: { kind: "next-link", path: ["@odata.nextLink"] },
  records: ["value"],
  parallel: 4,
  limits: connection.limits,
});
