// Reminders as a project configures them, in the form that runs take.
import type { ReminderMail } from "../run/index.ts";
import type { ReminderRules } from "./project.ts";

/** @param address where the server listens, once it does */
export const reminderMail = ({ through, recipients, url }: ReminderRules, address: () => string): ReminderMail => ({
  operation: through,
  recipients: (role) => recipients[role] ?? [],
  link: (run) => `${url ?? address()}/#/runs/${run}`,
});
