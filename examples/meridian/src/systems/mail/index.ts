export { startMail } from "./server.ts";
export type { MailFault, MailOptions, MailServer } from "./server.ts";
