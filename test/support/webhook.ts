// Deliveries as a system signs them that speaks Standard Webhooks.
import { createHmac } from "node:crypto";

/** What GANTRY_SECRET_ORDERS_HOOK is in tests. */
export const hookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** The headers of a delivery. */
export const sign = (id: string, body: string, at = Date.now()): Readonly<Record<string, string>> => {
  const time = String(Math.floor(at / 1000));
  const key = Buffer.from(hookSecret.slice("whsec_".length), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": `v1,${mac}` };
};
