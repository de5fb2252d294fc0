// A Salesforce org as configured, and what it is as a REST system.
import { z } from "zod";
import { Limits, SecretReference, TextOrSecret, type Grant, type RestManifest } from "../kit/index.ts";
import { problemOf } from "./problem.ts";

/** `connection` of a source with connector "salesforce". */
export const Connection = z.strictObject({
  /** The org's My Domain, which answers both API and OAuth: `https://example.my.salesforce.com`. */
  url: z.url(),
  /** Where tokens come from, if elsewhere. */
  loginUrl: z.url().optional(),
  apiVersion: z
    .string()
    .regex(/^\d+\.0$/)
    .default("64.0"),
  clientId: TextOrSecret,
  /** Client credentials grant, and introspection of users' tokens. */
  clientSecret: SecretReference.optional(),
  /** JWT bearer grant: as whom, with which key (PKCS #8 PEM). */
  jwt: z
    .strictObject({ username: z.string(), privateKey: SecretReference, audience: z.string().optional() })
    .optional(),
  /** Objects to offer; otherwise the usual standard ones and every custom one. */
  objects: z.array(z.string()).optional(),
  allowedHosts: z.array(z.string()).optional(),
  limits: Limits.optional(),
});
export type Connection = z.infer<typeof Connection>;

/** Where OAuth's addresses are. */
export const loginOf = (connection: Connection): string => connection.loginUrl ?? connection.url;

const grantOf = (connection: Connection): Grant | undefined => {
  const { clientId, clientSecret, jwt } = connection;
  if (jwt !== undefined)
    return {
      kind: "jwt-bearer",
      clientId,
      subject: jwt.username,
      audience: jwt.audience ?? new URL(loginOf(connection)).origin,
      privateKey: jwt.privateKey,
    };
  return clientSecret === undefined ? undefined : { kind: "client-credentials", clientId, clientSecret };
};

/** The org as the REST engine runs it; undefined when no grant is configured. */
export const manifestOf = (connection: Connection): RestManifest | undefined => {
  const grant = grantOf(connection);
  if (grant === undefined) return undefined;
  const login = loginOf(connection);
  return {
    url: new URL(`/services/data/v${connection.apiVersion}/`, connection.url).href,
    allowedHosts: [new URL(login).host, ...(connection.allowedHosts ?? [])],
    auth: { kind: "oauth", tokenUrl: new URL("/services/oauth2/token", login).href, grant },
    onBehalf: true,
    headers: { "sforce-query-options": "batchSize=2000" },
    paginator: { kind: "next-link", path: ["nextRecordsUrl"] },
    records: ["records"],
    parallel: 4,
    limits: connection.limits,
    problem: problemOf,
  };
};
