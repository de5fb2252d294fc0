// What `startCrm` takes and gives.
import type { FailureOrder } from "./failures.ts";
import type { CrmRecord, CrmWrite } from "./schema.ts";
import type { CallStats } from "./stats.ts";

/** Where the console page finds Gantry: its API, and the module that defines `<gantry-answer>`. */
export interface GantryAddress {
  readonly url: string;
  readonly script: string;
}

export interface CrmOptions {
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** What time it is in the data. */
  readonly now?: () => Date;
  /** What time it is for tokens, whose ends others check by clocks of their own; `now` by default. */
  readonly tokenNow?: () => Date;
  /** PEM of the connected app's certificate or public key (RSA); JWT bearer sign-in is refused without it. */
  readonly certificate?: string;
  /** Exact callback addresses that the connected app may use, besides the console page's own. */
  readonly redirectUris?: readonly string[];
  /** How long an access token lasts; 7,200 s by default. */
  readonly tokenSeconds?: number;
  /** API calls a day before REQUEST_LIMIT_EXCEEDED; 100,000 by default. */
  readonly dailyCalls?: number;
  readonly gantry?: GantryAddress;
  /** Writes of earlier lives, as `onWrite` was told of them: applied to the data before serving. */
  readonly initialWrites?: readonly CrmWrite[];
  /** Told of each committed change, at once and before it is answered; its throwing takes the change back. */
  readonly onWrite?: (writes: readonly CrmWrite[]) => void;
}

export interface CrmServer {
  /** "http://127.0.0.1:PORT": login URL and instance URL in one. */
  readonly url: string;
  close(): Promise<void>;
  stats(): CallStats;
  resetStats(): void;
  /** Makes API calls fail until the order is used up; orders are served first come, first served. */
  fail(order: FailureOrder): void;
  /** Forgets all failure orders. */
  heal(): void;
  /** Delays each API call by so many milliseconds. */
  slowDown(milliseconds: number): void;
  /** Makes every access token issued so far invalid; refresh tokens go on working. */
  expireTokens(): void;
  setGantry(address: GantryAddress | null): void;
  /** A copy of a record, as stored; undefined if there is none. */
  record(object: string, id: string): CrmRecord | undefined;
  records(object: string): readonly CrmRecord[];
  /** Changes a record as nobody in particular: no rights, no checks but that it and its fields exist. */
  changeRecord(object: string, id: string, patch: CrmRecord): void;
  addRecord(object: string, record: CrmRecord): void;
  removeRecord(object: string, id: string): void;
}
