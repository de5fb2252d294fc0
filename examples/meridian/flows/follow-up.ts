// A letter to each of the best customers: the products that they looked at, with pictures, and the warranties on what they
// have. CRM, ERP, billing and usage joined; each letter approved as it will be read, then sent as HTML with a plain part.
import { act, approve, column, flow, number, period, prompt, query, table } from "gantry";
import { contactsOf, loggedFor, whyNoLetter } from "./contacts.ts";

/** How many products a letter shows, and how many instruments its table lists. */
const [shown, listed] = [3, 6];

// Ordered and not cancelled, in euros at billing's rate of the month: what a customer was worth to us in that time.
const clients = query(
  "account_id",
  `with revenue as (
     select o.customer, count(*) as orders, sum(round(o.net_amount * f.to_eur, 2)) as revenue
     from erp.sales_orders o
     join billing.fx_rates f on f.currency = o.currency and f.valid_from = date_trunc('month', o.order_date)::date
     where o.status <> 'Cancelled' and o.order_date >= $period_start and o.order_date < $period_end
     group by o.customer)
   select a.id as account_id, a.name as account, a.region, a.segment, a.usage_ref, a.erp_customer, r.revenue, r.orders,
          u.id as owner_id, u.name as owner, u.title as owner_title
   from revenue r join crm.accounts a on a.erp_customer = r.customer
   left join crm.users u on u.id = a.owner_id
   where a.status = 'active'
   qualify row_number() over (order by r.revenue desc, a.id) <= $count
   order by r.revenue desc, a.id`,
  "Best customers by revenue",
);

const contacts = contactsOf("clients");

const viewed = query(
  "view",
  `select c.account_id || '/' || p.product_id as view, c.account_id, p.product_id, p.name as product, p.category,
          count(*) as views, max(v.viewed_at)::date as last_viewed,
          row_number() over (partition by c.account_id order by count(*) desc, max(v.viewed_at) desc, p.product_id) as place
   from clients c
   join usage.views v on v.account_ref = c.usage_ref
   join erp.products p on p.product_id = v.product_id
   where v.viewed_at >= $today - 90 and v.viewed_at < $today + 1 and not p.discontinued
   group by c.account_id, p.product_id, p.name, p.category
   qualify place <= ${shown}
   order by c.account_id, place`,
  "Products they looked at",
);

const pictures = query(
  "product_id",
  `select p.product_id, 'data:' || p.media_type || ';base64,' || translate(p.picture, '-_', '+/') as picture
   from (select distinct product_id from viewed) v join erp.product_pictures p on p.product_id = v.product_id
   where p.picture is not null`,
  "Their pictures",
);

// Of several warranties on one instrument the one that lasts longest.
const warranties = query(
  "unit",
  `select c.account_id || '/' || w.serial_number as unit, c.account_id, w.serial_number, p.name as product,
          w.type, w.end_date, w.end_date >= $today as covered
   from clients c
   join erp.warranties w on w.customer = c.erp_customer
   join erp.products p on p.product_id = w.product_id
   qualify row_number() over (partition by c.account_id, w.serial_number order by w.end_date desc, w.warranty_id) = 1`,
  "Warranties of their instruments",
);

const facts = query(
  "account_id",
  `with looked as (
     select account_id, list(product order by place) as products, max(last_viewed) as last_viewed from viewed group by account_id),
   cover as (
     select account_id, count(*) as units, count(*) filter (covered) as units_covered,
            (list(product order by end_date, product) filter (covered))[1] as next_product,
            min(end_date) filter (covered) as next_end
     from warranties group by account_id)
   select c.*, p.contact_id, p.contact, p.first_name, p.last_name, p.salutation, p.email,
          case when p.language in ('de', 'fr') then p.language else 'en' end as language, p.opted_out, p.bounced,
          l.products[1] as viewed_1, l.products[2] as viewed_2, l.products[3] as viewed_3, l.products as viewed, len(l.products) as pictures,
          l.last_viewed, w.units, w.units_covered, w.next_product, w.next_end,
          case when w.units_covered = w.units then w.units end as all_covered,
          case when w.units_covered = 0 then w.units end as none_covered,
          case when w.units_covered between 1 and w.units - 1 then w.units_covered end as some_covered
   from clients c left join contacts p using (account_id)
   left join looked l using (account_id) left join cover w using (account_id)
   order by c.revenue desc, c.account_id`,
  "What each letter can say",
);

/** What stands around the facts of a letter, by its language. */
const words = `(values
  ('en', 'Products you looked at', 'Last viewed on', 'Your warranties', 'Instrument', 'Serial number', 'Warranty', 'Status',
   'until', 'ended on', 'And # more.', 'Kind regards', 'Standard', 'Extended', 'Premium service'),
  ('de', 'Produkte, die Sie angesehen haben', 'Zuletzt angesehen am', 'Ihre Garantien', 'Gerät', 'Seriennummer', 'Garantie', 'Stand',
   'bis', 'abgelaufen am', 'Und # weitere.', 'Mit freundlichen Grüßen', 'Standard', 'Verlängert', 'Premium-Service'),
  ('fr', 'Les produits que vous avez regardés', 'Vus pour la dernière fois le', 'Vos garanties', 'Appareil', 'Numéro de série', 'Garantie', 'État',
   'jusqu’au', 'échue le', 'Et # autres.', 'Avec nos meilleures salutations', 'Standard', 'Prolongée', 'Service premium'))
  as w(language, products, last_viewed, warranties, instrument, serial, warranty, status, until, ended, more, regards, standard, extended, premium)`;

const enclosures = query(
  "account_id",
  `with cards as (
     select v.account_id,
            list(json_object('title', v.product, 'text', case when f.language = 'en' then v.category end,
                             'note', w.last_viewed || ' ' || strftime(v.last_viewed, '%Y-%m-%d'), 'picture', p.picture)
                 order by v.place) as cards
     from viewed v join facts f using (account_id) join ${words} on w.language = f.language
     left join pictures p on p.product_id = v.product_id
     group by v.account_id),
   units as (
     select u.*, count(*) over (partition by account_id) as units,
            row_number() over (partition by account_id order by covered desc, abs(end_date - $today), product, unit) as place
     from warranties u),
   lines as (
     select u.account_id, max(u.units) as units,
            list(json_array(u.product, u.serial_number,
                            case u.type when 'Extended' then w.extended when 'Premium Service' then w.premium else w.standard end,
                            case when u.covered then w.until else w.ended end || ' ' || strftime(u.end_date, '%Y-%m-%d'))
                 order by u.place) as lines
     from units u join facts f using (account_id) join ${words} on w.language = f.language
     where u.place <= ${listed}
     group by u.account_id)
   select f.account_id,
          to_json(list_concat(
            case when c.cards is null then [] else [json_object('title', w.products, 'cards', c.cards)] end,
            case when l.lines is null then [] else [json_object(
              'title', w.warranties, 'columns', [w.instrument, w.serial, w.warranty, w.status], 'rows', l.lines,
              'note', case when l.units > ${listed} then replace(w.more, '#', (l.units - ${listed})::varchar) end)] end)) as sections,
          w.regards || chr(10) || chr(10) || concat_ws(chr(10), f.owner, f.owner_title, 'Meridian Instruments') as closing
   from facts f join ${words} on w.language = f.language
   left join cards c using (account_id) left join lines l using (account_id)`,
  "Pictures and warranties to show",
);

/** Something to write about, and somebody to write to. */
const reachable =
  "f.email is not null and not f.opted_out and not f.bounced and (f.viewed_1 is not null or f.units > 0)";

export const followUp = flow({
  name: "follow-up",
  title: "Follow-up letters to the best customers",
  asks: [
    "create a personalized follow-up email for our top {count} clients, including images of the products they viewed and warranty information",
    "write follow-up emails to our {count} best customers by revenue {period} with the products they looked at and their warranties",
  ],
  purpose: "customer care",
  input: {
    count: number({ min: 1, max: 50, default: 10 }),
    period: period({ default: "last 12 months", title: "revenue" }),
  },
  steps: {
    clients,
    contacts,
    viewed,
    pictures,
    warranties,
    facts,
    enclosures,
    drafts: prompt({
      title: "Follow-up letters",
      each: `select f.* from facts f where ${reachable}`,
      key: "account_id",
      task: "write",
      phrasebook: "follow-up",
      instructions: `Write a short, warm follow-up e-mail of 80 to 150 words from the account owner to the customer's contact, in the language
given. Thank for the past year's orders, take up the products that their team looked at, and tell where their warranties
stand. Pictures of the products and a table of the warranties follow below your text: refer to them, don't repeat them. Use
the facts as they stand and no other number, date, name, price, discount or promise. Begin with the salutation, by the name
given, and end before the closing phrase: it and the signature are added.`,
      template: `Language: {{language}}
Company: {{account}}
Contact: {{contact}} (first name {{first_name}}, {{salutation}} {{last_name}})
Orders in the last year: {{orders}}
Products their team looked at, most often first: {{viewed_1}}; {{viewed_2}}; {{viewed_3}}; last on {{last_viewed}}; pictures below: {{pictures}}
Instruments that we delivered: {{units}}; under warranty today: {{units_covered}} (all: {{all_covered}}; some: {{some_covered}}; none of: {{none_covered}})
Next warranty to end: {{next_product}} on {{next_end}}`,
      output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 3000 } },
    }),
    review: approve({
      title: "Follow-up letters to approve",
      rows: `select d.account_id, d.subject, d.body, e.sections, e.closing, f.email, f.contact_id, f.owner_id, f.account, f.language,
                    f.revenue, f.viewed, f.next_end, d.model, d.template, d.arguments, d.flags
             from drafts d join facts f using (account_id) join enclosures e using (account_id)
             order by f.revenue desc, d.account_id`,
      key: "account_id",
      by: "sales-manager",
      content: ["email", "subject", "body", "sections", "closing", "language"],
      editable: ["subject", "body"],
      evidence: ["revenue", "viewed", "next_end"],
      remindAfterHours: 48,
      expiresAfterHours: 24 * 14,
    }),
    emails: act("mail.send", {
      each: "review",
      key: "account_id",
      input: {
        to: "email",
        subject: "subject",
        body: "body",
        sections: "sections",
        closing: "closing",
        language: "language",
      },
      title: "Letters sent",
    }),
    activities: loggedFor("emails"),
  },
  answer: [
    table("facts", "Best customers", [
      column("account", "Customer"),
      column("revenue", "Revenue", "currency", "EUR"),
      column("orders", "Orders", "number"),
      column("viewed", "Products they looked at", "list"),
      column("last_viewed", "Last on", "date"),
      column("units", "Instruments", "number"),
      column("units_covered", "Under warranty", "number"),
      column("next_end", "Next to end", "date"),
      column("owner", "Owner"),
    ]),
    {
      kind: "drafts",
      step: "drafts",
      title: "Letters",
      review: "review",
      act: "emails",
      without: `select account_id as row, account,
                       case when email is not null and not opted_out and not bounced
                            then 'looked at no product in 90 days, and has no instrument on record'
                            else ${whyNoLetter} end as why
                from facts f where not coalesce(${reachable}, false)`,
    },
  ],
  coverage: `select count(*) || ' of ' || max(total) || case when count(*) = 1 then ' has' else ' have' end
                    || ' looked at no product in 90 days, as far as is recorded; their letters go without pictures' as sentence
             from facts, (select count(*) as total from facts) where viewed_1 is null having count(*) > 0
             union all
             select 'fewer than $count customers ordered anything in that time, as far as you may see'
             from (select count(*) as n from facts) where n = 0`,
});
