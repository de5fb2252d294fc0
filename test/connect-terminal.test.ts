// Connecting one's own data at a terminal: what is missing is asked for, one screen is shown, and a person decides.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHospital } from "./support/own-data.ts";
import type { Hospital } from "./support/own-data.ts";
import { settingsIn, textsIn } from "./support/own-project.ts";
import { atTerminal, hasTerminal } from "./support/terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-terminal-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasTerminal)("a PostgreSQL database by its URL", () => {
  let hospital: Hospital;
  let url: string;
  beforeAll(async () => {
    hospital = await openHospital();
    const without = new URL(hospital.url);
    without.password = "";
    url = without.href;
  });
  afterAll(() => hospital?.close());

  const connect = (project: string, answer: string, password = hospital.password) =>
    atTerminal(["connect", url, "--to", project], settingsIn(folder), [
      [/Password of reader.*: /, password],
      [/\[n\] no: /, answer],
    ]);

  test("its password is asked for and not shown; one screen tells what is there; no means nothing is written", async () => {
    const project = path.join(folder, "no");
    const { code, screen } = await connect(project, "n");
    expect(code, screen).toBe(0);
    expect(screen).toContain("15 tables");
    expect(screen).toMatch(/klinik\.staff_members .*key pers_no/);
    expect(screen).toMatch(/person\.email +mail/);
    expect(screen).toContain("nothing was written");
    expect(screen).not.toContain(hospital.password);
    expect(existsSync(project)).toBe(false);
  });

  test("yes takes the labels as they are, a mark leaves each as a suggestion", async () => {
    const [accepted, marked] = [path.join(folder, "yes"), path.join(folder, "marked")];
    const { screen } = await connect(accepted, "y");
    expect(screen).toContain(`export GANTRY_SECRET_KLINIK_PASSWORD=`);
    expect(readFileSync(path.join(accepted, "catalog.ts"), "utf8")).toContain('mail: "person.email",');
    expect(textsIn(accepted).join("\n")).not.toContain(hospital.password);
    await connect(marked, "m");
    expect(readFileSync(path.join(marked, "catalog.ts"), "utf8")).toContain('mail: "person.email?",');
  });

  test("a wrong password is said at once, with what helps", async () => {
    const { code, screen } = await connect(path.join(folder, "wrong"), "y", "not it");
    expect(code).toBe(9);
    expect(screen).toContain('source "klinik"');
    expect(screen).not.toContain("not it");
  });
});
