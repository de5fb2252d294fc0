import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMail, type MailServer } from "../../../../../examples/meridian/src/systems/mail/index.ts";
import { createBudget, type ActionDef, type Connector, type Context } from "../kit/index.ts";
import { smtp } from "./index.ts";

let folder: string;
let mail: MailServer;
let connector: Connector;

const context = (over: Partial<Context> = {}): Context => ({
  signal: new AbortController().signal,
  now: () => new Date("2026-11-16T12:00:00Z"),
  secret: (name) => (name === "mail.password" ? mail.credentials.password : "wrong"),
  budget: createBudget(Infinity),
  ...over,
});

const mailTo = (more: object = {}): Connector =>
  smtp({
    name: "mail",
    connector: "smtp",
    title: "Mail",
    connection: {
      host: mail.host,
      port: mail.port,
      user: mail.credentials.user,
      password: { secret: "mail.password" },
      from: "sales@meridian.example",
      fromName: "Meridian Sales",
      timeoutSeconds: 2,
      ...more,
    },
  });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "mail-"));
  mail = await startMail({ dir: folder });
  connector = mailTo();
});
afterEach(async () => {
  await connector.close();
  await mail.close();
  await rm(folder, { recursive: true });
});

const sendOf = (of: Connector): ActionDef => {
  const action = of.actions?.["send"];
  if (action === undefined) throw new Error("no action");
  return action;
};

const letter = { to: "jörg@customer.example", subject: "Ihre Verlängerung – „Frist“", body: "Guten Tag,\n.\nGrüße" };

describe("sending a mail", () => {
  it("sends exactly what was approved, to exactly one address, under an id made from the key", async () => {
    const { reference } = await sendOf(connector).run(
      { ...letter, html: "<p>Guten Tag</p>", inReplyTo: "<a.b@customer.example>" },
      "run/emails/1",
      context(),
    );
    const [received, ...more] = await mail.list();
    expect(more).toEqual([]);
    expect(received).toMatchObject({
      to: ["jörg@customer.example"],
      subject: letter.subject,
      html: "<p>Guten Tag</p>",
      messageId: reference,
    });
    expect(received?.from).toContain("Meridian Sales");
    expect(received?.text.trimEnd()).toBe(letter.body);
    expect(reference).toMatch(/^<[0-9a-f]{40}@meridian\.example>$/);
    expect((await sendOf(connector).run(letter, "run/emails/2", context())).reference).not.toBe(reference);
  });

  it.each([
    ["two addresses", { to: "a@x.example, b@x.example" }],
    ["a name beside the address", { to: "Ann <a@x.example>" }],
    ["a line break in the address", { to: "a@x.example\r\nBcc: b@x.example" }],
    ["a group", { to: "all:a@x.example;" }],
    ["no address", { to: "" }],
    ["a line break in the subject", { subject: "Hello\r\nBcc: b@x.example" }],
    ["a line separator in the subject", { subject: "Hello\u2028x" }],
    ["a made-up message id", { inReplyTo: "<a@b>\r\nX: y" }],
    ["two addresses in cc", { cc: "a@x.example;b@x.example" }],
    ["no body", { body: " " }],
  ])("refuses %s, and sends nothing", async (_name, wrong) => {
    const sending = sendOf(connector).run({ ...letter, ...wrong }, "k", context());
    await expect(sending).rejects.toMatchObject({ code: "bad-input", where: { source: "mail" } });
    await expect(sending).rejects.not.toThrow(/x\.example/);
    expect(await mail.list()).toEqual([]);
  });

  it("breaks a mail off before its last line where it is not this process's to send any more", async () => {
    class Late extends Error {}
    const fence = (): void => {
      throw new Late();
    };
    await expect(sendOf(connector).run(letter, "k", context({ fence }))).rejects.toBeInstanceOf(Late);
    await expect(sendOf(connector).reconcile(letter, "k", context())).resolves.not.toMatchObject({ reference: "k" });
    await sendOf(connector).run(letter, "k", context());
    expect(await mail.list()).toHaveLength(1);
  });

  it("sends pictures within the mail and what stands around them, in both parts", async () => {
    const picture = `data:image/png;base64,${Buffer.from("pixels").toString("base64")}`;
    const sections = JSON.stringify([{ title: "Produkte", cards: [{ title: "Waage", picture }] }]);
    const input = { ...letter, sections, closing: "Grüße\n\nAnn Lee", language: "de" };
    await sendOf(connector).run(input, "k", context());
    const [received] = await mail.list();
    const preview = sendOf(connector).preview?.(input);
    expect(received?.html).toBe(preview?.html);
    expect(received?.html).toContain(`src="${picture}"`);
    expect(received?.text.trimEnd()).toBe(preview?.text.trimEnd());
    await expect(sendOf(connector).run({ ...input, html: "<p>x</p>" }, "k2", context())).rejects.toMatchObject({
      code: "bad-input",
    });
  });

  it("carries a picture of the HTML as a part of its own, once: mail readers show no address that holds one", async () => {
    const data = Buffer.from("pixels").toString("base64");
    const image = `<img width="656" src="data:image/png;base64,${data}" alt="a > b">`;
    const other = `<p>data:image/png;base64,${data}</p>`;
    await sendOf(connector).run({ ...letter, html: `${image}${image}${other}` }, "k", context());
    const [name = ""] = (await readdir(folder)).filter((it) => it.endsWith(".eml"));
    const raw = await readFile(path.join(folder, name), "utf8");
    const [, id] = /^Content-ID: <([^>]+)>/im.exec(raw) ?? [];
    expect(id).toMatch(/^[0-9a-f]{24}@meridian\.example$/);
    expect(raw.match(/^Content-ID:/gim)).toHaveLength(1);
    expect(raw).toContain("multipart/related");
    expect((await mail.list())[0]?.html).toBe(`${image}${image}${other}`);
    const unfolded = raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    expect(unfolded.match(/src="cid:/g)).toHaveLength(2);
  });

  it("reads no file and no address that the text names", async () => {
    await sendOf(connector).run({ ...letter, html: '<img src="file:///etc/passwd">' }, "k", context());
    expect((await mail.list())[0]?.html).toBe('<img src="file:///etc/passwd">');
  });

  it.each([
    ["refuses the recipient for good", { kind: "refuse", code: 550, at: "recipient" }, "source-refused", false],
    ["refuses the mail for good", { kind: "refuse", code: 550, at: "data" }, "source-refused", false],
    ["refuses the mail for now", { kind: "refuse", code: 451, at: "data" }, "source-unreachable", true],
  ] as const)("knows that nothing was sent when the server %s", async (_name, fault, code, retryable) => {
    mail.failNext(1, fault);
    await expect(sendOf(connector).run(letter, "k", context())).rejects.toMatchObject({ code, retryable });
    expect(await mail.list()).toEqual([]);
  });

  it.each([true, false])(
    "says that nobody knows when the connection breaks before the reply (delivered: %s)",
    async (delivered) => {
      mail.failNext(1, { kind: "drop", delivered });
      await expect(sendOf(connector).run(letter, "k", context())).rejects.toMatchObject({
        code: "source-timeout",
        retryable: false,
      });
      expect((await mail.list()).length).toBe(delivered ? 1 : 0);
      expect(await sendOf(connector).reconcile(letter, "k", context())).toBe("unknown");
    },
  );

  it("knows that nothing was sent when nobody answers, when the connection breaks early, or when it was cancelled before", async () => {
    const nobody = mailTo({ port: 1 });
    await expect(sendOf(nobody).run(letter, "k", context())).rejects.toMatchObject({
      code: "source-unreachable",
      retryable: true,
      where: { source: "mail" },
    });
    const hangup = createTcpServer((socket) => socket.end());
    await new Promise<void>((resolve) => hangup.listen(0, "127.0.0.1", resolve));
    const rude = mailTo({ port: (hangup.address() as AddressInfo).port });
    await expect(sendOf(rude).run(letter, "k", context())).rejects.toMatchObject({
      code: "source-unreachable",
      retryable: true,
    });
    hangup.close();
    await expect(sendOf(connector).run(letter, "k", context({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: "cancelled",
    });
    await expect(sendOf(connector).run(letter, "k", context({ budget: createBudget(0) }))).rejects.toMatchObject({
      code: "budget-exceeded",
    });
    expect(await mail.list()).toEqual([]);
  });

  it("asks the mail system what became of a mail, where one is configured", async () => {
    const lookup = createServer((request, reply) => {
      const id = new URL(request.url ?? "/", "http://x").searchParams.get("messageId") ?? "";
      void mail.list().then((all) => {
        const found = all.find((each) => each.messageId === id);
        reply.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
        reply.end(found === undefined ? "{}" : JSON.stringify({ reference: id }));
      });
    });
    await new Promise<void>((resolve) => lookup.listen(0, "127.0.0.1", resolve));
    const searchable = mailTo({ lookup: { url: `http://127.0.0.1:${(lookup.address() as AddressInfo).port}/sent` } });
    mail.failNext(1, { kind: "drop", delivered: true });
    await expect(sendOf(searchable).run(letter, "k", context())).rejects.toMatchObject({ code: "source-timeout" });
    const found = await sendOf(searchable).reconcile(letter, "k", context());
    expect(found).toEqual({ reference: (await mail.list())[0]?.messageId });
    expect(await sendOf(searchable).reconcile(letter, "another", context())).toBe("absent");
    await searchable.close();
    lookup.close();
  });

  it("says which fields name a recipient", () => {
    const roles = Object.entries(sendOf(connector).input).map(([name, { role }]) => `${name} ${role}`);
    expect(roles).toEqual([
      "to recipient",
      "cc recipient",
      "subject content",
      "body content",
      "html content",
      "sections content",
      "closing content",
      "language content",
      "inReplyTo target",
    ]);
  });
});

describe("a mail server as a source", () => {
  it("says whether it answers and takes our credentials", async () => {
    expect(await connector.check(context())).toMatchObject({ ok: true });
    const wrong = mailTo({ password: { secret: "another" } });
    await expect(wrong.check(context())).rejects.toMatchObject({ code: "source-refused", where: { source: "mail" } });
  });

  it("has no tables", async () => {
    expect(await connector.discover(context())).toEqual([]);
    const table = { name: "t", native: "t", key: [], columns: [] };
    expect(await connector.plan({ table, columns: ["a"] }, context())).toHaveProperty("refused");
  });
});
