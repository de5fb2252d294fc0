import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMail } from "./index.ts";
import type { MailServer } from "./index.ts";

let dir: string;
let mail: MailServer;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mail-"));
  mail = await startMail({ dir });
});
afterEach(async () => {
  await mail.close();
  await rm(dir, { recursive: true });
});

const client = (auth?: { user: string; pass: string }) =>
  nodemailer.createTransport({
    host: mail.host,
    port: mail.port,
    auth: auth ?? { user: mail.credentials.user, pass: mail.credentials.password },
  });

const letter = (subject: string, more: Record<string, unknown> = {}) => ({
  from: "Ann Lee <ann@meridian.example>",
  to: "jörg@customer.example",
  subject,
  text: "Grüße aus Zürich\n.\nEnde",
  ...more,
});

describe("the mail server", () => {
  it("takes a mail and shows it, newest first, with what was said to whom", async () => {
    await client().sendMail(letter("First", { to: "a@customer.example", bcc: "hidden@customer.example" }));
    await client().sendMail(
      letter("Zweite – später", { to: "b@customer.example", html: "<p>Grüße</p>", messageId: "<x@y>" }),
    );
    const [second, first, ...none] = await mail.list();
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      subject: "First",
      to: ["a@customer.example", "hidden@customer.example"],
      html: null,
    });
    expect(first?.text.trimEnd()).toBe("Grüße aus Zürich\n.\nEnde");
    expect(second).toMatchObject({
      subject: "Zweite – später",
      from: '"Ann Lee" <ann@meridian.example>',
      html: "<p>Grüße</p>",
      messageId: "<x@y>",
    });
    expect(Date.parse(second?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(first?.at ?? ""));
  });

  it("keeps what it acknowledged over a restart, in order", async () => {
    for (const subject of ["one", "two"]) await client().sendMail(letter(subject));
    const before = await mail.list();
    await mail.close();
    mail = await startMail({ dir });
    await client().sendMail(letter("three"));
    const after = await mail.list();
    expect(after.map((it) => it.subject)).toEqual(["three", "two", "one"]);
    expect(after.slice(1)).toEqual(before);
  });

  it("records a duplicate as a second mail", async () => {
    for (let i = 0; i < 2; i += 1) await client().sendMail(letter("Twice", { messageId: "<twice@meridian.example>" }));
    await client().sendMail(letter("Other"));
    expect(await mail.find("twice@meridian.example")).toHaveLength(2);
    expect(await mail.find("<twice@meridian.example>")).toHaveLength(2);
    expect(await mail.find("nothing@meridian.example")).toEqual([]);
  });

  it("tells by Message-ID whether it took a mail, also one that it is just taking, to who has the token", async () => {
    const look = (messageId: string, token = mail.credentials.token) =>
      fetch(`${mail.lookupUrl}?messageId=${encodeURIComponent(messageId)}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    mail.failNext(1, { kind: "drop", delivered: true });
    const broken = client().sendMail(letter("Unsure", { messageId: "<unsure@meridian.example>" }));
    await expect(broken).rejects.toThrow();
    const found = await look("<unsure@meridian.example>");
    expect([found.status, await found.json()]).toEqual([200, { reference: "<unsure@meridian.example>" }]);
    expect((await look("<other@meridian.example>")).status).toBe(404);
    expect((await look("<unsure@meridian.example>", "guess")).status).toBe(401);

    mail.failNext(1, { kind: "delay", milliseconds: 300 });
    const sent = client().sendMail(letter("Slow", { messageId: "<slow@meridian.example>" }));
    // The server has begun once the fault is taken: until then there is nothing to find.
    for (let status = 404; status === 404;) ({ status } = await look("<slow@meridian.example>"));
    expect(mail.count()).toBe(2);
    await sent;
  });

  it("keeps apart mails that come at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => client().sendMail(letter(`No ${i}`))));
    const subjects = (await mail.list()).map((it) => it.subject);
    expect(new Set(subjects).size).toBe(20);
    expect(mail.count()).toBe(20);
  });

  it("refuses without the right credentials", async () => {
    await expect(client({ user: "gantry", pass: "wrong" }).sendMail(letter("No"))).rejects.toMatchObject({
      responseCode: 535,
    });
    const anonymous = nodemailer.createTransport({ host: mail.host, port: mail.port });
    await expect(anonymous.sendMail(letter("No"))).rejects.toMatchObject({ responseCode: 530 });
    expect(await mail.list()).toEqual([]);
  });

  it("refuses a mail over its limit and delivers none of it", async () => {
    await expect(client().sendMail(letter("Big", { text: "x".repeat(11 * 1024 * 1024) }))).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(await readdir(dir)).toEqual([]);
  });

  it("delivers nothing when the client breaks off in mid-mail", async () => {
    const closed = new Promise<void>((resolve, reject) => {
      const socket = connect(mail.port, mail.host);
      const plain = Buffer.from(`\0${mail.credentials.user}\0${mail.credentials.password}`).toString("base64");
      const lines = ["EHLO x", `AUTH PLAIN ${plain}`, "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"];
      socket.on("data", (data) => {
        if (/^354/m.test(data.toString())) socket.end("Subject: half\r\n\r\nonly ha", () => socket.destroy());
        else if (/^\d{3} /m.test(data.toString())) socket.write(`${lines.shift() ?? "QUIT"}\r\n`);
      });
      socket.on("close", () => resolve());
      socket.on("error", reject);
    });
    await closed;
    await client().sendMail(letter("whole"));
    expect((await mail.list()).map((it) => it.subject)).toEqual(["whole"]);
  });
});

describe("tests can make it misbehave", () => {
  it.each([
    [451, "data"],
    [550, "data"],
    [451, "recipient"],
    [550, "recipient"],
  ] as const)("refuses the next with %i at %s, delivers none, and takes the one after", async (code, at) => {
    mail.failNext(1, { kind: "refuse", code, at });
    await expect(client().sendMail(letter("Refused"))).rejects.toMatchObject({ responseCode: code });
    await client().sendMail(letter("Taken"));
    expect((await mail.list()).map((it) => it.subject)).toEqual(["Taken"]);
  });

  it.each([true, false])(
    "breaks the connection after DATA, delivered or not (%s), without a reply",
    async (delivered) => {
      mail.failNext(1, { kind: "drop", delivered });
      const sent = client().sendMail(letter("Unsure", { messageId: "<unsure@meridian.example>" }));
      await expect(sent).rejects.not.toHaveProperty("responseCode");
      expect(await mail.find("unsure@meridian.example")).toHaveLength(delivered ? 1 : 0);
    },
  );
});
