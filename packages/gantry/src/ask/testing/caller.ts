// Somebody who asks, of no role.
import type { Caller } from "../../policy/index.ts";

export const caller: Caller = {
  subject: "u1",
  name: "U",
  roles: [],
  via: "issuer",
  attributes: {},
  tokens: {},
  surface: "api",
};
