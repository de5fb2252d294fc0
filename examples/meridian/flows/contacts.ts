// Whom to write to at a customer, and how that is noted.
import { act, query } from "gantry";
import type { ActStep, QueryStep } from "gantry";

/**
 * The primary contact of each row of a step with `account_id`, or the champion, or whoever is there and can be reached. One
 * that opted out is kept and not replaced by a colleague: the answer says so.
 */
export const contactsOf = (customers: string): QueryStep =>
  query(
    "account_id",
    `select c.account_id, p.id as contact_id, p.name as contact, p.first_name, p.last_name, p.salutation, p.email,
          coalesce(p.language, 'en') as language,
          coalesce(p.has_opted_out_of_email, false) as opted_out, p.email_bounced_date is not null as bounced,
          list(p.name) over (partition by c.account_id) as people,
          list(p.email) over (partition by c.account_id) as mailboxes,
          list(p.phone) over (partition by c.account_id) as numbers,
          list(p.mobile_phone) over (partition by c.account_id) as mobile_numbers,
          case when count(*) filter (p.role = 'champion') over (partition by c.account_id) > 0
                and count(*) filter (p.role = 'champion' and p.email_bounced_date is null) over (partition by c.account_id) = 0
               then 1.0 else 0.0 end as champion_left
   from ${customers} c join crm.contacts p on p.account_id = c.account_id
   qualify row_number() over (
     partition by c.account_id
     order by (p.email is not null and p.email_bounced_date is null) desc, coalesce(p.is_primary, false) desc,
              (p.role = 'champion') desc, p.id) = 1`,
    "Whom to write to",
  );

/** SQL for why a row of such contacts gets no letter; of those that get none. */
export const whyNoLetter = `case
                  when contact_id is null then 'no contact in the CRM'
                  when opted_out then 'the contact opted out of e-mail'
                  when bounced then 'mail to the contact bounced'
                  else 'the contact has no e-mail address' end`;

/** A completed task in the CRM for each letter of a step that was sent. */
export const loggedFor = (letters: string): ActStep =>
  act("crm.activity.log", {
    each: letters,
    key: "account_id",
    input: { relatedTo: "account_id", who: "contact_id", owner: "owner_id", subject: "subject" },
    title: "Logged in the CRM",
  });
