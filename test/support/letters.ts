// A house whose flows wait for people and then send mail (test/projects/letters), with a mail server of the test's own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startMail } from "../../examples/meridian/src/systems/mail/index.ts";
import type { MailServer } from "../../examples/meridian/src/systems/mail/index.ts";
import { openHouse } from "./house.ts";
import type { House } from "./house.ts";

export interface Letters {
  readonly house: House;
  readonly mail: MailServer;
  close(): Promise<void>;
}

export async function openLetters(env: Readonly<Record<string, string>>): Promise<Letters> {
  const dir = mkdtempSync(path.join(tmpdir(), "gantry-mail-"));
  const mail = await startMail({ dir });
  const { host, port, credentials } = mail;
  const house = await openHouse({
    GANTRY_PROJECT: path.resolve(import.meta.dirname, "../projects/letters"),
    GANTRY_SECRET_MAIL_PASSWORD: credentials.password,
    TEST_MAIL: JSON.stringify({ host, port, user: credentials.user, password: { secret: "mail.password" } }),
    ...env,
  });
  return {
    house,
    mail,
    close: async () => {
      await house.close();
      await mail.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
