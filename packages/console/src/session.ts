// Who is signed in: the token lives in this tab only.
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import { CallerView, errorFromProblem, Problem } from "@gantry/contract";
import { z } from "zod";

export interface Session {
  readonly caller: CallerView;
  readonly client: Client;
}

const Persona = z.object({ name: z.string(), title: z.string(), displayName: z.string(), roles: z.array(z.string()) });
export type Persona = z.infer<typeof Persona>;

const place = "gantry.token";

const clientFor = (token: string): Client => createClient({ url: location.origin, token, surface: "console" });

const localPlace = "gantry.local";

/**
 * Takes this machine's key out of the address that `gantry start` prints, and keeps it for this browser: no longer shown,
 * nor kept in its history. Says whether there was one.
 */
export function takeLocalKey(): boolean {
  const key = /^#\/local\/([\w-]+)$/.exec(location.hash)?.[1];
  if (key === undefined) return false;
  localStorage.setItem(localPlace, key);
  history.replaceState(null, "", location.pathname);
  return true;
}

function fetchLocal(route: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${localStorage.getItem(localPlace) ?? ""}`);
  return fetch(`/local/${route}`, { ...init, headers });
}

/**
 * The personas of the local issuer; none where there is no such issuer and a token must be pasted.
 * @throws GantryError `unauthenticated` where this browser has not the key of the machine
 */
export async function fetchPersonas(): Promise<readonly Persona[]> {
  const response = await fetchLocal("personas");
  if (response.status === 401) throw errorFromProblem(Problem.parse(await response.json()));
  return response.ok ? z.array(Persona).parse(await response.json()) : [];
}

export async function signInAs(persona: string): Promise<Session> {
  const response = await fetchLocal("token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persona, surface: "console" }),
  });
  if (!response.ok) throw errorFromProblem(Problem.parse(await response.json()));
  return signInWith(z.object({ token: z.string() }).parse(await response.json()).token);
}

export async function signInWith(token: string): Promise<Session> {
  const client = clientFor(token);
  const caller = await client.me();
  sessionStorage.setItem(place, token);
  return { caller, client };
}

/** The session of this tab, if its token still holds. */
export async function resumeSession(): Promise<Session | undefined> {
  const token = sessionStorage.getItem(place);
  if (!token) return undefined;
  try {
    return await signInWith(token);
  } catch {
    sessionStorage.removeItem(place);
    return undefined;
  }
}

export const signOut = (): void => sessionStorage.removeItem(place);
