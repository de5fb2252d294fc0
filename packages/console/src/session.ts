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

/** The personas of the local issuer; empty where there is none and a token must be pasted. */
export async function fetchPersonas(): Promise<readonly Persona[]> {
  const response = await fetch("/local/personas");
  return response.ok ? z.array(Persona).parse(await response.json()) : [];
}

export async function signInAs(persona: string): Promise<Session> {
  const response = await fetch("/local/token", {
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
