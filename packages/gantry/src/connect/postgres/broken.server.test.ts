// Servers that die in the middle of a page, send rubbish, or say nothing any more: a typed error that names source and
// table, no value, and no reader that waits for ever.
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { GantryError } from "@gantry/contract";
import { afterEach, describe, expect, it } from "vitest";
import type { TableDef } from "../../catalog/index.ts";
import { createBudget, type Connector, type Context } from "../kit/index.ts";
import { postgres } from "./index.ts";

const message = (code: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5, code, "latin1");
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
};
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const ready = message("Z", Buffer.from("I"));
const text = 25;
const description = message(
  "T",
  Buffer.concat([int16(1), Buffer.from("name\0"), int32(0), int16(0), int32(text), int16(-1), int32(-1), int16(1)]),
);
const cell = (value: string): Buffer => Buffer.concat([int32(value.length), Buffer.from(value)]);
const row = (...cells: readonly Buffer[]): Buffer => message("D", Buffer.concat([int16(cells.length), ...cells]));
const begun = Buffer.concat([message("C", Buffer.from("BEGIN\0")), ready, message("1", Buffer.alloc(0))]);
const hopper = row(cell("Grace Hopper"));
const opened = Buffer.concat([begun, message("2", Buffer.alloc(0)), description, hopper]);

let server: Server | undefined;
let connector: Connector | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  await connector?.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => server?.close(resolve));
});

/** A server that greets as PostgreSQL does, and answers the first query as told. */
const serverThat = async (answers: (socket: Socket) => void): Promise<Connector> => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int32(0)), ready]));
      socket.once("data", () => answers(socket));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  connector = postgres({
    name: "billing",
    connector: "postgres",
    title: "Billing",
    connection: { host: "127.0.0.1", port, user: "gantry", database: "billing", timeoutSeconds: 0.1 },
  });
  return connector;
};

const people: TableDef = {
  name: "people",
  native: "people",
  key: [],
  columns: [{ name: "name", native: "name", type: "varchar", nullable: true, operators: ["="] }],
};
const context: Context = {
  signal: new AbortController().signal,
  now: () => new Date(),
  secret: () => "",
  budget: createBudget(Infinity),
};

const failureOf = async (of: Connector): Promise<GantryError> => {
  const plan = await of.plan({ table: people, columns: ["name"] }, context);
  if ("refused" in plan) throw new Error(plan.refused);
  const error: unknown = await Array.fromAsync(of.scan(plan, context)).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof GantryError)) throw error ?? new Error("it did not fail");
  return error;
};

describe("a PostgreSQL server that", () => {
  it.each<readonly [string, (socket: Socket) => void, string]>([
    ["dies between two rows", (socket) => socket.end(opened), "source-unreachable"],
    [
      "dies in the middle of a row",
      (socket) => socket.end(Buffer.concat([opened, hopper.subarray(0, 9)])),
      "source-unreachable",
    ],
    ["is reset", (socket) => socket.write(opened, () => socket.resetAndDestroy()), "source-unreachable"],
    [
      "sends a row with a field too many",
      (socket) => socket.write(Buffer.concat([opened, row(cell("Hopper"), cell("Grace"))])),
      "source-drifted",
    ],
    [
      "sends a row with a field too few",
      (socket) => socket.write(Buffer.concat([opened, row(), hopper])),
      "source-drifted",
    ],
    [
      "sends messages of no length",
      (socket) => socket.write(Buffer.concat([opened, Buffer.from([0x44, 0xff, 0xff, 0xff, 0xff])])),
      "source-unreachable",
    ],
    [
      "sends something else altogether",
      (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nGrace Hopper"),
      "source-unreachable",
    ],
    ["says nothing any more", (socket) => socket.write(opened), "source-timeout"],
    ["never says anything", () => undefined, "source-timeout"],
  ])("%s", { timeout: 20_000 }, async (_name, answers, code) => {
    const error = await failureOf(await serverThat(answers));
    expect(error).toMatchObject({ code, where: { source: "billing", table: "people" } });
    expect(JSON.stringify(error.toProblem())).not.toMatch(/Hopper|Grace|HTTP/u);
  });
});
