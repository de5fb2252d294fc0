// A clerk's changes in the ERP, over its own protocol.
import type { SystemEndpoint } from "../house.ts";

/** PATCHes one entity: `Products('P-1002')`. */
export async function changeErp(
  { address, credentials }: SystemEndpoint,
  entity: string,
  patch: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const login = `${credentials["username"] ?? credentials["user"]}:${credentials["password"]}`;
  const authorization = `Basic ${Buffer.from(login).toString("base64")}`;
  const root = address.endsWith("/") ? address : `${address}/`;
  const asked = await fetch(root, { headers: { authorization, "x-csrf-token": "Fetch" } });
  const headers = {
    authorization,
    "x-csrf-token": asked.headers.get("x-csrf-token") ?? "",
    cookie: asked.headers.getSetCookie().join("; "),
    "if-match": "*",
    "content-type": "application/json",
  };
  const reply = await fetch(`${root}${entity}`, { method: "PATCH", headers, body: JSON.stringify(patch) });
  if (!reply.ok) throw new Error(`ERP ${entity}: ${reply.status} ${await reply.text()}`);
}
