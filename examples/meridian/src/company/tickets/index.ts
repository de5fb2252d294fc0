export { makeTickets, type Ticket } from "./cases.ts";
