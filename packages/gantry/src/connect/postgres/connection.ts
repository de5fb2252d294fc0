// A PostgreSQL database as configured.
import pg from "pg";
import { z } from "zod";
import { SecretReference, TextOrSecret, reveal, type Context } from "../kit/index.ts";

/** `connection` of a source with connector "postgres": a `url`, or its parts. */
export const Connection = z.strictObject({
  /** `postgresql://user@host:5432/database`; a password in it is only right as part of a secret. */
  url: TextOrSecret.optional(),
  host: z.string().optional(),
  port: z.number().int().optional(),
  database: z.string().optional(),
  user: TextOrSecret.optional(),
  password: SecretReference.optional(),
  /** `true` checks the server's certificate, `"unchecked"` only encrypts. */
  tls: z.union([z.boolean(), z.literal("unchecked")]).default(false),
  /** Schemas to read; absent: all that our user may. Tables of the first (or `public`) go by their names alone. */
  schema: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** Longest a statement may run. */
  timeoutSeconds: z.number().positive().default(60),
  connectSeconds: z.number().positive().default(10),
  connections: z.number().int().min(1).default(8),
});
export type Connection = z.infer<typeof Connection>;

/** The schema whose tables need not say where they are. */
export const homeOf = ({ schema }: Pick<Connection, "schema">): string =>
  (typeof schema === "string" ? schema : schema?.[0]) ?? "public";

// Everything comes as the server's own text and is read by the column's type: pg's parsers lose digits and zones.
const asText = { getTypeParser: () => (text: string | Buffer) => text };

/** What a `pg.Client` needs. `undefined` parts fall to the driver's defaults. */
export const clientConfig = (connection: Connection, context: Pick<Context, "secret">): pg.ClientConfig => ({
  ...(connection.url === undefined ? {} : { connectionString: reveal(connection.url, context) }),
  ...(connection.host === undefined ? {} : { host: connection.host }),
  ...(connection.port === undefined ? {} : { port: connection.port }),
  ...(connection.database === undefined ? {} : { database: connection.database }),
  ...(connection.user === undefined ? {} : { user: reveal(connection.user, context) }),
  ...(connection.password === undefined ? {} : { password: context.secret(connection.password.secret) }),
  ...(connection.tls === false ? {} : { ssl: { rejectUnauthorized: connection.tls === true } }),
  connectionTimeoutMillis: connection.connectSeconds * 1000,
  application_name: "gantry",
  types: asText,
});
