export { makeTickets, type Reference, type Ticket } from "./cases.ts";
