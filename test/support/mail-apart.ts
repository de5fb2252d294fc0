// A mail server of the test's own, in the test's process: it goes on living when Gantry is killed, as a company's would.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { InboxMail } from "@gantry/contract";
import { startMail } from "../../examples/meridian/src/systems/mail/index.ts";
import type { MailFault } from "../../examples/meridian/src/systems/mail/index.ts";
import { elsewhere } from "./elsewhere.ts";
import { until } from "./until.ts";

export interface MailApart {
  /** Settings for `openHouse`: the sample company with this mail server in place of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** The same for `restart`, where the mail server can't be searched for what it has taken. */
  readonly unsearchable: Readonly<Record<string, string>>;
  list(): Promise<readonly InboxMail[]>;
  count(): number;
  /** Resolves when a mail has been handed over in whole and not been replied to yet. */
  handedOver(): Promise<unknown>;
  failNext(count: number, fault: MailFault): void;
  close(): Promise<void>;
}

export async function startMailApart(): Promise<MailApart> {
  const dir = mkdtempSync(path.join(tmpdir(), "gantry-mail-"));
  const server = await startMail({ dir });
  const { host, port, credentials, lookupUrl } = server;
  const connection = {
    host,
    port,
    user: credentials.user,
    password: { secret: "apart.password" },
    lookup: { url: lookupUrl, token: { secret: "apart.token" } },
  };
  const secrets = { "apart.password": credentials.password, "apart.token": credentials.token };
  return {
    env: elsewhere({ mail: connection }, secrets),
    unsearchable: elsewhere({ mail: { ...connection, lookup: null } }, secrets),
    list: () => server.list(),
    count: () => server.count(),
    handedOver: () => until("a mail to be handed over", async () => server.unanswered() > 0),
    failNext: (count, fault) => server.failNext(count, fault),
    close: async () => {
      await server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
