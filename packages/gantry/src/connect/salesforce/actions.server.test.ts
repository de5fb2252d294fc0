import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCrm, type CrmServer } from "../../../../../examples/meridian/src/systems/crm/index.ts";
import { account, contact, users } from "../../../../../examples/meridian/src/systems/crm/testing/company.ts";
import type { Connector } from "../kit/index.ts";
import { context, source, withFacts } from "./for-tests.ts";
import { salesforce } from "./index.ts";

describe("writing to Salesforce", () => {
  let crm: CrmServer;
  let connector: Connector;
  beforeAll(async () => {
    crm = await startCrm(withFacts);
    connector = salesforce(source(crm.url));
  });
  beforeEach(() => crm.heal());
  afterAll(async () => {
    await connector.close();
    await crm.close();
  });

  const actionOf = (name: string) => {
    const action = connector.actions?.[name];
    if (action === undefined) throw new Error(name);
    return action;
  };

  it("creates a task once, however often it is run, and finds it again", async () => {
    const create = actionOf("task.create");
    const input = {
      subject: "Call Ada's lab",
      description: "About the\nrenewal",
      relatedTo: account(1),
      who: contact(1),
      owner: users.emea,
      date: "2026-11-20",
      priority: "High",
    };
    expect(await create.reconcile(input, "run 1/tasks/1", context())).toBe("absent");
    const before = crm.records("Task").length;
    const first = await create.run(input, "run 1/tasks/1", context());
    const second = await create.run(input, "run 1/tasks/1", context());
    expect(second).toEqual(first);
    expect(await create.reconcile(input, "run 1/tasks/1", context())).toEqual(first);
    expect(crm.records("Task").length).toBe(before + 1);
    expect(crm.record("Task", first.reference)).toMatchObject({
      Subject: "Call Ada's lab",
      Status: "Not Started",
      WhatId: account(1),
      OwnerId: users.emea,
      ActivityDate: "2026-11-20",
    });
    expect((await create.run(input, "run-1-tasks-2", context())).reference).not.toBe(first.reference);
  });

  it("creates it once even when the reply is lost", async () => {
    const before = crm.records("Task").length;
    crm.fail({ kind: "500", path: /sobjects\/Task/ });
    crm.fail({ kind: "cut", path: /sobjects\/Task/ });
    await actionOf("task.create").run({ subject: "Once" }, "lost", context());
    expect(crm.records("Task").length).toBe(before + 1);
  });

  it("logs what was done as a completed activity", async () => {
    const { reference } = await actionOf("activity.log").run(
      { subject: "Mail sent", relatedTo: account(2), owner: users.emea },
      "log-1",
      context(),
    );
    expect(crm.record("Task", reference)).toMatchObject({
      Status: "Completed",
      WhatId: account(2),
      ActivityDate: new Date().toISOString().slice(0, 10),
    });
  });

  it("updates a record's fields, and says whether they are as wanted", async () => {
    const update = actionOf("record.update");
    const input = { object: "Account", id: account(4), "fields.Segment__c": "Small" };
    expect(await update.reconcile(input, "k", context())).toBe("unknown");
    expect(await update.run(input, "k", context())).toEqual({ reference: account(4) });
    expect(crm.record("Account", account(4))?.["Segment__c"]).toBe("Small");
    expect(await update.reconcile(input, "k", context())).toEqual({ reference: account(4) });
  });

  it.each([
    ["task.create", { subject: "x", relatedTo: "001' OR" }],
    ["task.create", { subject: " " }],
    ["record.update", { object: "Account/../User", id: account(1), "fields.Name": "x" }],
    ["record.update", { object: "Account", id: account(1) }],
    ["record.update", { object: "Account", id: account(1), fields: '{"OwnerId":"005000000000001"}' }],
    ["record.update", { object: "Account", id: account(1), "fields.Name/../x": "y" }],
  ])("refuses %s with a wrong target or content before calling", async (name, input) => {
    crm.resetStats();
    const calls = JSON.stringify(crm.stats());
    await expect((async () => await actionOf(name).run(input, "k", context()))()).rejects.toMatchObject({
      code: "bad-input",
    });
    expect(JSON.stringify(crm.stats())).toBe(calls);
  });

  it("takes a field to set by the name that a flow gives it, and knows those that name a record", () => {
    const { input, further } = actionOf("record.update");
    expect(Object.keys(input)).toEqual(["object", "id"]);
    expect(further?.of("fields")).toBeUndefined();
    expect(further?.of("fields.Id")).toBeUndefined();
    expect(further?.of("fields.Description")?.role).toBe("content");
    expect(["fields.OwnerId", "fields.ownerid", "fields.ParentId"].map((it) => further?.of(it)?.role)).toEqual(
      Array(3).fill("target"),
    );
  });

  it("says which fields steer and which only fill", () => {
    const roles = Object.entries(actionOf("task.create").input).map(([name, { role }]) => `${name} ${role}`);
    expect(roles).toEqual([
      "subject content",
      "description content",
      "relatedTo target",
      "who target",
      "owner target",
      "date content",
      "priority content",
    ]);
  });
});
