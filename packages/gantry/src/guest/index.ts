// Guests: a company's own agent services that write for a step, admitted for a row and let in again by its token.
export { createGuests } from "./guests.ts";
export type { Guests, KnownGuest } from "./guests.ts";
export { passIn } from "./pass.ts";
