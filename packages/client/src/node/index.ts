export { listenGuest } from "./listen.ts";
export type { ListenOptions, Listening } from "./listen.ts";
