import type { GantryAddress } from "../options.ts";
import type { CrmUser } from "../schema.ts";
export const assets: readonly { path: string; type: string; content: string }[] = [];
export const consolePage = (_u: CrmUser, _g: GantryAddress | null): string => "";
export const loginPage = (_s: string, _p: string | null): string => "";
export const securityPolicy = (_g: GantryAddress | null): string => "default-src 'self'";
