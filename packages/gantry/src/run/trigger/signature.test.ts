import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verify } from "./signature.ts";
import type { Delivery } from "./signature.ts";
import type { WebhookSource } from "./types.ts";

const now = new Date("2026-11-16T08:00:00Z");
const seconds = String(now.getTime() / 1000);
const body = Buffer.from('{"id":"evt_1","region":"EMEA"}');

/** The vector of the Standard Webhooks specification. */
const example = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  at: new Date(1_614_265_330_000),
  delivery: {
    headers: {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
    body: Buffer.from('{"test": 2432232314}'),
  },
};

const standard: WebhookSource = { kind: "webhook", secrets: ["hook"] };
const github: WebhookSource = { ...standard, form: "github" };
const stripe: WebhookSource = { ...standard, form: "stripe" };
const mac = (secret: string, text: string, encoding: "hex" | "base64" = "hex"): string =>
  createHmac("sha256", secret).update(text).digest(encoding);

const signed = (secret = "s", id = "d1", time = seconds): Delivery => ({
  headers: {
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": `v1,${mac(secret, `${id}.${time}.${body.toString()}`, "base64")}`,
  },
  body,
});

test("the specification's own example fits, and names its delivery", () => {
  expect(verify(standard, example.delivery, [example.secret], example.at)).toBe("id:msg_p5jXN8AQM9LWM0D4loKWxJek");
});

test("either of two secrets may have signed, while one is changed for the other", () => {
  expect(verify(standard, signed("old"), ["new", "old"], now)).toBe("id:d1");
  expect(() => verify(standard, signed("other"), ["new", "old"], now)).toThrow(/webhook-signature does not fit/);
});

test.each([-301, 301])("a delivery whose time is %s s off is refused, signed or not", (off) => {
  const time = String(Number(seconds) + off);
  expect(() => verify(standard, signed("s", "d1", time), ["s"], now)).toThrow(/five minutes/);
});

test("a changed body, id or time does not fit", () => {
  const { headers } = signed();
  for (const changed of [
    { headers, body: Buffer.from("{}") },
    { headers: { ...headers, "webhook-id": "d2" }, body },
    { headers: { ...headers, "webhook-timestamp": String(Number(seconds) - 1) }, body },
  ]) {
    expect(() => verify(standard, changed, ["s"], now)).toThrow(/does not fit/);
  }
});

test("a delivery without a signature is told which header it lacks", () => {
  expect(() => verify(standard, { headers: {}, body }, ["s"], now)).toThrow(/no header webhook-signature/);
});

test("GitHub's form: the body is signed, and what identifies the delivery is the body, not its unsigned id", () => {
  const delivery = (guid: string): Delivery => ({
    headers: { "x-hub-signature-256": `sha256=${mac("s", body.toString())}`, "x-github-delivery": guid },
    body,
  });
  expect(verify(github, delivery("one"), ["s"], now)).toBe(verify(github, delivery("two"), ["s"], now));
  expect(verify({ ...github, id: "$.id" }, delivery("one"), ["s"], now)).toBe("id:evt_1");
});

test("Stripe's form: time and body are signed, the body names the event", () => {
  const header = (time: string): string => `t=${time},v1=${mac("s", `${time}.${body.toString()}`)},v0=ignored`;
  expect(verify(stripe, { headers: { "stripe-signature": header(seconds) }, body }, ["s"], now)).toBe("id:evt_1");
  const stale = String(Number(seconds) - 400);
  expect(() => verify(stripe, { headers: { "stripe-signature": header(stale) }, body }, ["s"], now)).toThrow(/minutes/);
});

test("the same forms under a header of another name", () => {
  const source: WebhookSource = { ...github, header: "x-shop-signature" };
  expect(verify(source, { headers: { "x-shop-signature": mac("s", body.toString()) }, body }, ["s"], now)).toMatch(
    /^body:/,
  );
});
