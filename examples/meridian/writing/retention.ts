// The retention phrasebook: what Meridian's account owners write to customers, by reason, in three languages. Data only.
// Facts that fill slots: account, contact_name, contact_first_name, owner_name, owner_title, owner_phone, renewal_date,
// usage_trend, usage_since, seat_use, seats_active, seats_licensed, weeks_silent, error_rate, error_instrument,
// tickets_90d, urgent_tickets_90d, ticket_topic, overdue_invoices, failed_payments_12m. Any of them may be absent.
import { english } from "./retention.en.ts";
import { french } from "./retention.fr.ts";
import { german } from "./retention.de.ts";

export const retention = {
  name: "retention",
  defaultLanguage: "en",
  most: 2,
  languages: { en: english, fr: french, de: german },
};
