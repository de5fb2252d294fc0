export { guestModel } from "./guest-model.ts";
export type { GuestSettings } from "./guest-model.ts";
