// The retention phrasebook: what Meridian's account owners write to customers, by reason, in three languages. Data only.
// Facts that fill slots, as the retention flow names its columns: account, salutation, first_name, last_name, contact,
// owner, owner_title, renewal_date and one of renewal_ahead, renewal_near, renewal_past (the same day, three weeks or more
// away, nearer, or gone by), usage_trend, usage_since (first day of the 12 weeks that the trend compares),
// seat_use, active_users, licensed_users, weeks_silent, error_rate, tickets_90d, urgent_tickets_90d, open_tickets,
// overdue_invoices, days_late, failed_payments_12m, auto_renew, champion_left. Any of them may be absent.
import { german } from "./retention.de.ts";
import { english } from "./retention.en.ts";
import { french } from "./retention.fr.ts";

export const retention = {
  name: "retention",
  defaultLanguage: "en",
  most: 2,
  languages: { en: english, fr: french, de: german },
};
