// Connecting a Salesforce org (the sample company's stand-in) at a terminal and without one.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gantry, openHouse } from "./support/house.ts";
import type { House, SystemEndpoint } from "./support/house.ts";
import { settingsIn, textsIn } from "./support/own-project.ts";
import { atTerminal, hasTerminal } from "./support/terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-terminal-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasTerminal)("a Salesforce org", () => {
  let house: House;
  let crm: SystemEndpoint;
  beforeAll(async () => {
    house = await openHouse();
    crm = await house.system("crm");
  });
  afterAll(async () => {
    await gantry(["stop"], settingsIn(folder));
    await house?.close();
  });

  test("address, client id and secret are asked for; the lines that it prints lead to an answer", async () => {
    const project = path.join(folder, "org");
    const { client_id: id = "", client_secret: secret = "" } = crm.credentials;
    const { code, screen } = await atTerminal(["connect", "salesforce", "--to", project], settingsIn(folder), [
      [/Address of the org.*: /, crm.address],
      [/Client id.*: /, id],
      [/client secret \(not shown\): /, secret],
      [/\[n\] no: /, "y"],
    ]);
    expect(code, screen).toBe(0);
    expect(screen).toContain("Salesforce API 64.0 answers; 6 tables");
    expect(screen).toMatch(/crm\.contacts .*key id/);
    expect(screen).not.toContain(secret);
    expect(textsIn(project).join("\n")).not.toContain(secret);

    const variable = /export (GANTRY_SECRET_\w+)=…/.exec(screen)?.[1] ?? "";
    const sql = /gantry query "([^"]+)"/.exec(screen)?.[1] ?? "";
    const exported = { ...settingsIn(folder), GANTRY_PROJECT: project, [variable]: secret };
    const table = /from crm\.(\w+)/.exec(sql)?.[1] ?? "";
    const answered = await gantry(["query", sql, "--format", "csv"], exported);
    expect(answered, answered.err).toMatchObject({ code: 0 });
    const director = await house.client("sales-director");
    const { rows } = await director.query(`select count(*) as n from crm.${table}`);
    expect(answered.out.split("\r\n")[1]).toBe(rows[0]?.["n"]);
  });

  test("where there is nobody to ask, it says what is missing and how to give it", async () => {
    const { code, err } = await gantry(["connect", "salesforce"], settingsIn(folder));
    expect(code).toBe(2);
    expect(err).toContain("export GANTRY_SECRET_CRM_CLIENT_SECRET=");
  });
});
