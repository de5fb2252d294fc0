// What a system over REST is, declared: the engine beside this file runs it.
import type { GantryError } from "@gantry/contract";
import type { Limits, TextOrSecret } from "../connection.ts";
import type { Place } from "../errors.ts";
import type { HttpReply } from "../http.ts";
import type { Grant } from "../token.ts";

/** How calls are authenticated when nobody's own token is given. */
export type Auth =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly username: TextOrSecret; readonly password: TextOrSecret }
  | { readonly kind: "bearer"; readonly token: TextOrSecret }
  | { readonly kind: "oauth"; readonly tokenUrl: string; readonly grant: Grant };

/** Where the next page's address stands in a reply: absolute, or relative to the page's own. */
export type Paginator = { readonly kind: "next-link"; readonly path: readonly string[] } | { readonly kind: "none" };

export interface RestManifest {
  /** Address that all calls are relative to. */
  readonly url: string;
  /** `host` or `host:port` beside that of `url` that may be called too, over the same scheme. */
  readonly allowedHosts?: readonly string[] | undefined;
  readonly auth: Auth;
  /** Whether `context.onBehalfOf` replaces our own credentials; otherwise such a read is refused. */
  readonly onBehalf: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly paginator: Paginator;
  /** Where the list of records stands in a reply. */
  readonly records: readonly string[];
  /** Calls of one scan that run side by side. */
  readonly parallel: number;
  readonly limits?: Limits | undefined;
  /** What a reply of 400 and above means; undefined = the engine's own reading. Must not quote the reply's text: it holds values. */
  readonly problem?: (reply: HttpReply, place: Place) => GantryError | undefined;
}
