// Who a user's token belongs to: RFC 7662 introspection as our client, then userinfo as that user.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import {
  refused,
  reveal,
  tryJson,
  type Context,
  type Http,
  type HttpReply,
  type IntrospectedUser,
} from "../kit/index.ts";
import { loginOf, type Connection } from "./connection.ts";

const Introspection = z.object({
  active: z.boolean(),
  sub: z.string().optional(),
  username: z.string().optional(),
  exp: z.number().optional(),
  client_id: z.string().optional(),
  scope: z.string().optional(),
  token_type: z.string().optional(),
});
const Profile = z.looseObject({
  sub: z.string().optional(),
  user_id: z.string(),
  name: z.string().default(""),
  preferred_username: z.string().default(""),
  /** What an administrator has set up on the connected app: a profile's name, a region. */
  custom_attributes: z.record(z.string(), z.string()).default({}),
});

const read = <T>(source: string, reply: HttpReply, schema: z.ZodType<T>, what: string): T => {
  const parsed = reply.status === 200 ? schema.safeParse(tryJson(reply.text)) : undefined;
  if (parsed?.success !== true)
    throw refused({ source }, `${what} answers ${reply.status}, or in a shape we don't know`);
  return parsed.data;
};

/**
 * Asks Salesforce about a token.
 *
 * @returns null when it isn't (or no longer) valid
 * @throws `unsupported` without a client secret, `source-refused` when our client may not introspect
 */
export const introspect = async (
  source: string,
  connection: Connection,
  http: Http,
  token: string,
  context: Context,
): Promise<IntrospectedUser | null> => {
  if (connection.clientSecret === undefined)
    throw new GantryError("unsupported", `source "${source}" can't introspect tokens without a client secret`, {
      where: { source },
      remedy: "set connection.clientSecret",
    });
  // What can't stand in a header is no token.
  if (!/^[\x21-\x7e]{1,4096}$/.test(token)) return null;
  const login = loginOf(connection);
  const form = new URLSearchParams({
    token,
    token_type_hint: "access_token",
    client_id: reveal(connection.clientId, context),
    client_secret: context.secret(connection.clientSecret.secret),
  });
  const asked = await http.send(
    {
      url: new URL("/services/oauth2/introspect", login),
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: form.toString(),
      idempotent: true,
    },
    context,
  );
  if (asked.status === 400 || asked.status === 401 || asked.status === 403)
    throw refused({ source }, "our client may not introspect tokens", "check the source's client id and secret");
  const answer = read(source, asked, Introspection, "introspection");
  // A refresh token is no proof that its bearer may read now.
  if (answer.token_type === "refresh_token") return null;
  if (!answer.active || (answer.exp !== undefined && answer.exp * 1000 <= context.now().getTime())) return null;

  const info = await http.send(
    {
      url: new URL("/services/oauth2/userinfo", login),
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    },
    context,
  );
  if (info.status === 401 || info.status === 403) return null;
  const profile = read(source, info, Profile, "userinfo");
  const attributes = Object.entries(profile).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  return {
    subject: profile.user_id,
    name: profile.name,
    username: answer.username ?? profile.preferred_username,
    // Without `exp` the answer is worth as long as we cache it: a minute.
    expiresAt: new Date(answer.exp === undefined ? context.now().getTime() + 60_000 : answer.exp * 1000),
    attributes: {
      ...profile.custom_attributes,
      ...Object.fromEntries(attributes),
      client_id: answer.client_id ?? "",
      scope: answer.scope ?? "",
    },
  };
};
