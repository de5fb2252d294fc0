// What the words of the questions mean, by hand: a customer is an active account, a sale an item of an order that was not
// cancelled, in euros at the rate of its month. Once over everything, once over what a sales manager of EMEA may see.

export type Scope = "everything" | "emea";

export const scopes: readonly Scope[] = ["everything", "emea"];

/** Statements that make the views of a scope. */
export const viewsOf = (scope: Scope, today: string): readonly string[] => {
  const region = scope === "emea" ? "where region = 'EMEA'" : "";
  const ofAccount = (column: string): string =>
    scope === "emea" ? `where ${column} in (select id from crm.accounts where region = 'EMEA')` : "";
  const views: Readonly<Record<string, string>> = {
    account: `select *, billing_country as country from crm.accounts ${region}`,
    customer: "select * from account where status = 'active'",
    product: "select * from erp.products",
    colleague: "select * from crm.users",
    contact: `select c.*, a.region, a.segment, a.country, a.industry, a.name as account, a.status as account_status
              from crm.contacts c left join account a on a.id = c.account_id ${ofAccount("c.account_id")}`,
    ticket: `select t.*, a.region, a.segment, a.country, a.industry, a.name as account
             from crm.cases t left join account a on a.id = t.account_id ${ofAccount("t.account_id")}`,
    deal: `select d.*, a.region, a.segment, a.country, a.industry, a.name as account, round(d.amount * f.to_eur, 2) as eur
           from crm.opportunities d left join account a on a.id = d.account_id
           join billing.fx_rates f on f.currency = d.currency_iso_code and f.valid_from = date_trunc('month', date '${today}')
           ${ofAccount("d.account_id")}`,
    purchase: `select o.*, a.id as account_id, a.name as account, a.region, a.segment, a.country, a.industry
               from erp.sales_orders o ${scope === "emea" ? "" : "left"} join account a on a.erp_customer = o.customer
               where o.status <> 'Cancelled'`,
    sale: `select i.item_number, i.quantity, o.*, p.name as product, p.product_line, p.category, p.collection,
                  round(i.net_amount * f.to_eur, 2) as eur
           from erp.sales_order_items i join purchase o using (sales_order_id) join erp.products p using (product_id)
           join billing.fx_rates f on f.currency = o.currency and f.valid_from = date_trunc('month', o.order_date)`,
    billed: `select b.id as customer_id, a.id as account_id, a.name as account, a.region, a.segment, a.country, a.industry
             from billing.customers b ${scope === "emea" ? "" : "left"} join account a on a.id = b.crm_id`,
    contract: `select c.*, b.* exclude (customer_id), round(c.annual_value * f.to_eur, 2) as eur
               from billing.contracts c join billed b using (customer_id)
               join billing.fx_rates f on f.currency = c.currency and f.valid_from = date_trunc('month', date '${today}')`,
    invoice: `select i.*, b.* exclude (customer_id), round(i.amount * f.to_eur, 2) as eur
              from billing.invoices i join billed b using (customer_id)
              left join billing.fx_rates f on f.currency = i.currency and f.valid_from = date_trunc('month', i.issued_on)`,
    payment: "select p.*, i.account, i.region, i.segment from billing.payments p join invoice i on i.id = p.invoice_id",
    usage_week: `select u.*, a.name as account, a.region, a.segment, a.country, a.industry
                 from usage.weekly u ${scope === "emea" ? "" : "left"} join account a on a.usage_ref = u.account_ref`,
    product_view: `select v.*, p.name as product, p.product_line, p.category, a.name as account, a.region, a.segment
                   from usage.views v join erp.products p using (product_id)
                   ${scope === "emea" ? "" : "left"} join account a on a.usage_ref = v.account_ref`,
    warranty: `select w.*, p.name as product, p.product_line, p.category, a.name as account, a.region, a.segment, a.status as account_status
               from erp.warranties w join erp.products p using (product_id)
               ${scope === "emea" ? "" : "left"} join account a on a.erp_customer = w.customer`,
  };
  return Object.entries(views).map(
    ([name, sql]) => `create view ${scope}.${name} as ${inScope(sql, scope, Object.keys(views))}`,
  );
};

/** Views name each other without their schema. */
const inScope = (sql: string, scope: Scope, names: readonly string[]): string =>
  names.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\b(from|join) ${name}\\b`, "g"), `$1 ${scope}.${name}`),
    sql,
  );
