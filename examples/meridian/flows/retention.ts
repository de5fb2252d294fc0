// Customers at risk of leaving: four systems joined, scored with reasons, a letter to each, approved one by one.
import { act, approve, column, flow, oneOf, period, prompt, promptFile, query, score, table } from "gantry";
import { contactsOf, loggedFor, whyNoLetter } from "./contacts.ts";

const customers = query(
  "account_id",
  `select a.id as account_id, a.name as account, a.account_number, a.billing_country as country, a.industry,
          a.renewal_date, a.customer_since, a.usage_ref, a.parent_id, o.id as owner_id, a.annual_revenue, a.currency_iso_code as revenue_currency,
          o.name as owner, o.title as owner_title
   from crm.accounts a
   left join crm.users o on o.id = a.owner_id
   where a.region = $region and a.segment = $segment and a.status = 'active'
     and a.renewal_date >= $period_start and a.renewal_date < $period_end`,
  "Customers up for renewal",
);

const contacts = contactsOf("customers");

// Whole weeks, and means of those reported: a week that nobody reported says nothing, least of all that nobody worked.
const usage = query(
  "account_id",
  `with weeks as (
     select c.account_id, w.week > $today - 91 as recent, w.week > $today - 63 as latest,
            w.week, w.sessions, w.errors, w.active_users, w.licensed_users
     from customers c join usage.weekly w on w.account_ref = c.usage_ref
     where w.week > $today - 175 and w.week <= $today - 7)
   select account_id,
          avg(sessions) filter (recent) / nullif(avg(sessions) filter (not recent), 0) - 1 as usage_trend,
          avg(active_users::double / nullif(licensed_users, 0)) filter (latest) as seat_use,
          round(avg(active_users) filter (latest))::int as active_users,
          max(licensed_users) filter (latest) as licensed_users,
          case when count(*) filter (recent) > 0 then 1.0 * count(*) filter (recent and sessions = 0) end as weeks_silent,
          100.0 * sum(errors) filter (recent) / nullif(sum(sessions) filter (recent), 0) as error_rate,
          count(*) as weeks_reported
   from weeks group by account_id`,
  "Usage of the last 24 weeks",
);

const tickets = query(
  "ticket_id",
  `select t.id as ticket_id, t.account_id, t.created_date, t.priority, t.is_closed, coalesce(t.language, 'en') as language,
          t.subject || '. ' || coalesce(t.description, '') as text
   from crm.cases t join customers c on c.account_id = t.account_id
   where t.created_date >= $today - 180 and t.created_date < $today + 1`,
  "Support tickets of the last 180 days",
);

const support = query(
  "account_id",
  `select account_id,
          count(*) filter (created_date >= $today - 90)::double as tickets_90d,
          count(*) filter (created_date >= $today - 90 and priority in ('High', 'Critical', 'Urgent'))::double as urgent_tickets_90d,
          count(*) filter (not is_closed)::double as open_tickets,
          avg(sentiment) as sentiment_180d,
          list(text order by created_date desc)[1:3] as excerpts
   from moods group by account_id`,
  "What support knows",
);

// Some customers of the CRM are not found here: their id is missing or wrong in billing. The answer says how many.
const billed = query(
  "customer_id",
  `select b.id as customer_id, c.account_id, c.renewal_date, b.name as billed_as
   from customers c join billing.customers b on b.crm_id = c.account_id`,
  "Customers in billing",
);

// The contract up for renewal: of those that run the one that ends where the renewal begins, or nearest to it.
const contracts = query(
  "account_id",
  `select b.account_id, k.number as contract, k.annual_value, k.currency, k.end_date as contract_end,
          k.term_months::double as contract_term_months, k.discount_percent::double as discount_percent,
          case when k.auto_renew then 1.0 else 0.0 end as auto_renew
   from billed b join billing.contracts k on k.customer_id = b.customer_id
   where k.status = 'active'
   qualify row_number() over (
     partition by b.account_id order by abs(k.end_date + 1 - b.renewal_date), k.end_date desc, k.id) = 1`,
  "Contracts up for renewal",
);

const invoices = query(
  "account_id",
  `select b.account_id,
          count(*) filter (i.paid_on is null and i.due_on < $today)::double as overdue_invoices,
          sum(i.amount) filter (i.paid_on is null and i.due_on < $today) as overdue_amount,
          avg(greatest(0, coalesce(i.paid_on, $today) - i.due_on))
            filter (i.due_on >= $today - 365 and i.due_on < $today) as days_late
   from billed b join billing.invoices i on i.customer_id = b.customer_id
   where i.status <> 'void'
   group by b.account_id`,
  "Invoices",
);

const failures = query(
  "account_id",
  `select b.account_id, count(*)::double as failed_payments_12m
   from billed b
   join billing.invoices i on i.customer_id = b.customer_id
   join billing.payments p on p.invoice_id = i.id
   where p.failed and p.paid_on >= $today - 365
   group by b.account_id`,
  "Failed payments of a year",
);

// Tickets name the group that a customer belongs to as often as the customer itself.
const parents = query(
  "account_id",
  "select c.account_id, p.name as parent from customers c join crm.accounts p on p.id = c.parent_id",
  "Parent companies",
);

// Our own people, whom tickets name: with the customer's they are told from the words around them, and leave as tokens.
const staff = query("staff_id", "select id as staff_id, name as colleague from crm.users", "Our own people");

// The unified payload: one row a customer, everything that scoring and writing need.
const payload = query(
  "account_id",
  `select c.*, p.contact_id, p.contact, p.first_name, p.last_name, p.salutation, p.email, coalesce(p.language, 'en') as language,
          p.opted_out, p.bounced, p.people, p.mailboxes, p.numbers, p.mobile_numbers,
          u.usage_trend, u.seat_use, u.weeks_silent, u.error_rate, u.active_users, u.licensed_users, u.weeks_reported,
          coalesce(s.tickets_90d, 0) as tickets_90d, coalesce(s.urgent_tickets_90d, 0) as urgent_tickets_90d,
          coalesce(s.open_tickets, 0) as open_tickets, s.sentiment_180d, s.excerpts,
          k.contract, k.annual_value, k.currency, k.contract_end, k.discount_percent, k.contract_term_months, k.auto_renew,
          case when b.account_id is not null then coalesce(i.overdue_invoices, 0) end as overdue_invoices,
          i.overdue_amount, i.days_late,
          case when b.account_id is not null then coalesce(f.failed_payments_12m, 0) end as failed_payments_12m,
          date_trunc('week', $today)::date - 84 as usage_since,
          case when c.renewal_date >= $today + 21 then c.renewal_date end as renewal_ahead,
          case when c.renewal_date >= $today and c.renewal_date < $today + 21 then c.renewal_date end as renewal_near,
          case when c.renewal_date < $today then c.renewal_date end as renewal_past,
          ($today - c.customer_since) / 365.25 as tenure_years, coalesce(p.champion_left, 0.0) as champion_left
   from customers c
   left join contacts p using (account_id) left join usage_facts u using (account_id)
   left join support s using (account_id)
   left join (select distinct account_id from billed) b using (account_id)
   left join contracts k using (account_id) left join invoices i using (account_id)
   left join failures f using (account_id)`,
  "One payload from four systems",
);

const atRisk = query(
  "account_id",
  "select * from risk where probability >= 0.5 order by probability desc, account_id",
  "At risk of leaving",
);

const suggestions = query(
  "suggestion_id",
  `with playbook(feature, title, days) as (values
     ('usage_trend', 'Offer a usage review with an application specialist', 5),
     ('seat_use', 'Offer training for the licensed users who do not sign in', 7),
     ('weeks_silent', 'Call to learn why the instruments stand still', 2),
     ('error_rate', 'Send a service engineer to look at the instrument errors', 3),
     ('tickets_90d', 'Go through the recent tickets with support', 3),
     ('urgent_tickets_90d', 'Escalate the urgent tickets to the head of support', 1),
     ('sentiment_180d', 'Call the contact in person before the renewal talk', 2),
     ('overdue_invoices', 'Clear up the open invoices with billing', 5),
     ('days_late', 'Ask whether other payment terms would help', 10),
     ('failed_payments_12m', 'Have billing check the payment method', 5),
     ('champion_left', 'Find and meet the new champion', 5)),
   reasons as (
     select account_id, account, owner_id,
            unnest(from_json(reasons, '[{"feature":"VARCHAR","text":"VARCHAR","contribution":"DOUBLE"}]')) as reason
     from at_risk)
   select r.account_id || '/' || p.feature as suggestion_id, r.account_id, r.account, r.owner_id, p.title,
          r.reason.text as why, $today + p.days::int as due
   from reasons r join playbook p on p.feature = r.reason.feature
   where r.reason.contribution > 0.1
   qualify row_number() over (partition by r.account_id order by r.reason.contribution desc) <= 2
   order by r.reason.contribution desc`,
  "Next steps",
);

export const retention = flow({
  name: "retention",
  title: "Customers at risk of leaving",
  asks: [
    "which {segment} customers in {region} are at risk of leaving {period}",
    "which {segment} customers in {region} may churn {period} and draft a retention email for each",
  ],
  purpose: "customer retention",
  input: {
    region: oneOf("EMEA", "AMER", "APAC"),
    segment: oneOf("enterprise", "mid-market", "small"),
    period: period({ default: "this quarter", title: "renewal" }),
  },
  steps: {
    customers,
    contacts,
    parents,
    staff,
    usage_facts: usage,
    tickets,
    moods: score("builtin/sentiment", { rows: "tickets", key: "ticket_id", title: "Mood of the tickets" }),
    support,
    billed,
    contracts,
    invoices,
    failures,
    payload,
    risk: score("churn", { rows: "payload", key: "account_id", title: "Probability of leaving" }),
    at_risk: atRisk,
    drafts: prompt({
      title: "Retention letters",
      each: `with everyone as (select list(colleague) as colleagues from staff),
                  aliases as (select account_id, list(billed_as) as aliases from billed group by account_id)
             select r.*, p.parent, a.aliases, e.colleagues
             from at_risk r left join parents p using (account_id) left join aliases a using (account_id)
                  cross join everyone e
             where r.email is not null and not r.opted_out and not r.bounced`,
      key: "account_id",
      ...promptFile(new URL("../prompts/retention-letter.md", import.meta.url)),
    }),
    review: approve({
      title: "Letters to approve",
      rows: `select d.account_id, d.subject, d.body, r.email, r.contact_id, r.owner_id, r.account, r.language,
                    r.probability, r.renewal_date, d.model, d.template, d.arguments, d.flags
             from drafts d join at_risk r using (account_id)`,
      key: "account_id",
      by: "sales-manager",
      content: ["email", "subject", "body"],
      editable: ["subject", "body"],
      evidence: ["probability", "renewal_date"],
      remindAfterHours: 48,
      expiresAfterHours: 24 * 14,
    }),
    emails: act("mail.send", {
      each: "review",
      key: "account_id",
      input: { to: "email", subject: "subject", body: "body" },
      title: "Letters sent",
    }),
    activities: loggedFor("emails"),
    suggestions,
    next_steps: approve({
      title: "Next steps to accept",
      rows: "select * from suggestions",
      key: "suggestion_id",
      by: "sales-manager",
      content: ["account", "title", "why", "due"],
      editable: ["title"],
      reason: "why",
      remindAfterHours: 48,
      expiresAfterHours: 24 * 14,
    }),
    tasks: act("crm.task.create", {
      each: "next_steps",
      key: "suggestion_id",
      input: { relatedTo: "account_id", owner: "owner_id", subject: "title", description: "why", date: "due" },
      title: "Tasks in the CRM",
    }),
  },
  answer: [
    table("at_risk", "At risk of leaving", [
      column("account", "Customer"),
      column("probability", "Probability of leaving", "percent"),
      column("reasons", "Reasons", "list"),
      column("renewal_date", "Renewal", "date"),
      column("annual_value", "Value a year", "currency", "currency"),
      column("usage_trend", "Usage", "percent"),
      column("sentiment_180d", "Mood of tickets", "number"),
      column("overdue_invoices", "Overdue invoices", "number"),
      column("annual_revenue", "Customer's revenue", "currency", "revenue_currency"),
      column("owner", "Owner"),
      column("country", "Country"),
    ]),
    {
      kind: "chart",
      step: "at_risk",
      spec: {
        type: "bar",
        title: "Probability of leaving",
        horizontal: true,
        x: { column: "account", title: "Customer", format: "text" },
        y: [{ column: "probability", title: "Probability", format: "percent" }],
      },
    },
    {
      kind: "drafts",
      step: "drafts",
      title: "Letters",
      review: "review",
      act: "emails",
      without: `select account_id as row, account, ${whyNoLetter} as why
                from at_risk where email is null or opted_out or bounced`,
    },
    { kind: "actions", step: "suggestions", title: "Next steps", review: "next_steps", act: "tasks" },
  ],
  coverage: `select count(*) filter (sentiment_180d is null) || ' of ' || count(*) || ' wrote no ticket in 180 days; scored without mood' as sentence
             from payload having count(*) filter (sentiment_180d is null) > 0
             union all
             select count(*) filter (weeks_reported < 24) || ' of ' || count(*)
                    || case when count(*) filter (weeks_reported < 24) = 1 then ' lacks' else ' lack' end
                    || ' some of the last 24 weekly usage reports; reckoned from those there are'
             from payload having count(*) filter (weeks_reported < 24) > 0
             union all
             select 'no customer is up for renewal with this region, segment and period, as far as you may see'
             from (select count(*) as n from customers) where n = 0`,
});
