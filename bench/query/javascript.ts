// How it is done without a query engine: fetch the rows, join them with a Map. Rows are streamed by a cursor.
import pg from "pg";
import { amountText, wanted, type AnswerRow, type Contender, type Outcome } from "./questions.ts";

interface Account {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly segment: string;
  readonly renewal: string;
}

interface Invoice {
  readonly account_id: string;
  readonly amount: string;
  readonly status: string;
}

const pageSize = 10_000;

// Dates as the text that they are: making Date objects would only cost time and shift them by the time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

async function* rowsOf<T extends object>(pool: pg.Pool, sql: string): AsyncGenerator<T[]> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; set local cursor_tuple_fraction = 1; declare page no scroll cursor for ${sql}`,
    );
    for (;;) {
      const { rows } = await client.query<T>(`fetch ${pageSize} from page`);
      if (rows.length > 0) yield rows;
      if (rows.length < pageSize) break;
    }
    await client.query("commit");
  } finally {
    client.release();
  }
}

const isWanted = (account: Account): boolean =>
  account.region === wanted.region &&
  account.segment === wanted.segment &&
  account.renewal >= wanted.from &&
  account.renewal < wanted.until;

const centsOf = (amount: string): number => Math.round(Number(amount) * 100);

interface Group {
  readonly key: AnswerRow;
  count: number;
  cents: number;
}

const byTotal = (a: Group, b: Group): number => b.cents - a.cents || ((a.key[0] ?? "") < (b.key[0] ?? "") ? -1 : 1);
const byKey = (a: Group, b: Group): number => (a.key.join(" ") < b.key.join(" ") ? -1 : 1);

/**
 * @param lean fetch only the columns that are needed and keep only the accounts that are asked for; else whole rows are
 *   fetched, joined, and filtered, as a join that knows nothing of the question does
 */
export function javascript(urls: { readonly crm: string; readonly billing: string }, lean: boolean): Contender {
  const crm = new pg.Pool({ connectionString: urls.crm });
  const billing = new pg.Pool({ connectionString: urls.billing });
  const accountsSql = lean ? "select id, name, region, segment, renewal from accounts" : "select * from accounts";
  const invoicesSql = lean ? "select account_id, amount, status from invoices" : "select * from invoices";

  const answer = async (question: "join" | "aggregate"): Promise<Outcome> => {
    const isJoin = question === "join";
    const accounts = new Map<string, Account>();
    let moved = 0;
    for await (const rows of rowsOf<Account>(crm, accountsSql)) {
      moved += rows.length;
      for (const row of rows) if (!lean || !isJoin || isWanted(row)) accounts.set(row.id, row);
    }
    const groups = new Map<string, Group>();
    for await (const rows of rowsOf<Invoice>(billing, invoicesSql)) {
      moved += rows.length;
      for (const invoice of rows) {
        const account = accounts.get(invoice.account_id);
        if (account === undefined || (isJoin && (invoice.status !== wanted.status || !isWanted(account)))) continue;
        const name = isJoin ? account.id : `${account.region} ${account.segment}`;
        let group = groups.get(name);
        if (group === undefined) {
          group = { key: isJoin ? [account.id, account.name] : [account.region, account.segment], count: 0, cents: 0 };
          groups.set(name, group);
        }
        group.count += 1;
        group.cents += centsOf(invoice.amount);
      }
    }
    const sorted = [...groups.values()].sort(isJoin ? byTotal : byKey);
    return { moved, rows: sorted.map(({ key, count, cents }) => [...key, String(count), amountText(cents)]) };
  };
  return {
    answer,
    close: async () => {
      await Promise.all([crm.end(), billing.end()]);
    },
  };
}
