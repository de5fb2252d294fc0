export { mailCredentials, startMail } from "./server.ts";
export type { MailCredentials, MailFault, MailOptions, MailServer } from "./server.ts";
