import { afterEach, expect, it } from "vitest";
import { type CrmOptions, type CrmServer, type CrmWrite, startCrm } from "./index.ts";
import { integration } from "./testing/client.ts";
import { account, sampleCompany, users } from "./testing/company.ts";

const servers: CrmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((it) => it.close()));
});
const start = async (options: CrmOptions): Promise<CrmServer> => {
  const crm = await startCrm(sampleCompany(), options);
  servers.push(crm);
  return crm;
};

it("what clients wrote is there again when the writes are given to the next start", async () => {
  const writes: CrmWrite[] = [];
  const first = await start({ onWrite: (change) => void writes.push(...change) });
  const before = await integration(first);
  const task = { Subject: "Call", OwnerId: users.emea };
  const kept = await before.send("POST", "/sobjects/Task", task);
  const gone = await before.send("POST", "/sobjects/Task", task);
  expect([kept.status, gone.status]).toEqual([201, 201]);
  await before.send("PATCH", `/sobjects/Task/${kept.body.id}`, { Status: "Completed" });
  await before.send("DELETE", `/sobjects/Task/${gone.body.id}`);
  await before.send("PATCH", `/sobjects/Account/${account(1)}`, { Name: "Zenith Photonics" });
  first.changeRecord("Account", account(2), { Name: "Apex Labs" });

  const second = await start({ initialWrites: writes });
  for (const object of ["Task", "Account", "Case"]) expect(second.records(object)).toEqual(first.records(object));
  const after = await integration(second);
  expect((await after.get(`/sobjects/Task/${kept.body.id}`)).body).toMatchObject({ Status: "Completed" });
  expect((await after.get(`/sobjects/Task/${gone.body.id}`)).status).toBe(404);
  const { body } = await after.send("POST", "/sobjects/Task", task);
  expect([kept.body.id, gone.body.id]).not.toContain(body.id);
});

it("a change that is taken back is not written, one that is committed is written whole and once", async () => {
  const changes: (readonly CrmWrite[])[] = [];
  const crm = await start({ onWrite: (change) => void changes.push(change) });
  const caller = await integration(crm);
  const composite = (allOrNone: boolean, lastName: string) =>
    caller.send("POST", "/composite", {
      allOrNone,
      compositeRequest: [
        {
          method: "PATCH",
          url: `/services/data/v62.0/sobjects/Account/${account(1)}`,
          referenceId: "a",
          body: { Name: "A" },
        },
        {
          method: "PATCH",
          url: `/services/data/v62.0/sobjects/Account/${account(2)}`,
          referenceId: "b",
          body: { [lastName]: "B" },
        },
      ],
    });
  await composite(true, "Nonsense");
  expect(changes).toEqual([]);
  await composite(true, "Name");
  expect(changes.map((change) => change.length)).toEqual([2]);
  await composite(false, "Nonsense");
  expect(changes.map((change) => change.length)).toEqual([2, 1]);
});

it("a change that can't be written does not happen", async () => {
  const crm = await start({
    onWrite() {
      throw new Error("the disk is full");
    },
  });
  const caller = await integration(crm);
  const single = await caller.send("PATCH", `/sobjects/Account/${account(1)}`, { Name: "Never" });
  const request = { method: "PATCH", url: `/services/data/v62.0/sobjects/Account/${account(1)}`, referenceId: "a" };
  const compositeRequest = [{ ...request, body: { Name: "Never" } }];
  const several = await caller.send("POST", "/composite", { compositeRequest });
  expect([single.status, several.status]).toEqual([500, 500]);
  expect(crm.record("Account", account(1))).toMatchObject({ Name: "Zenith Optics" });
});
