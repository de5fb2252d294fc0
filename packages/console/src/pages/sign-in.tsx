import { useState } from "react";
import { Signal } from "../frame.tsx";
import { Notice } from "../notice.tsx";
import { goTo } from "../route.ts";
import { fetchPersonas, signInAs, signInWith } from "../session.ts";
import type { Session } from "../session.ts";
import { asGantryError, useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export function SignInPage({ onSignIn }: { readonly onSignIn: (session: Session) => void }) {
  const personas = useLoad(fetchPersonas, []);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const enter = (signIn: Promise<Session>): void => {
    signIn.then(
      (session) => {
        if (!location.hash.startsWith("#/runs/")) goTo("");
        onSignIn(session);
      },
      (reason: unknown) => setError(asGantryError(reason)),
    );
  };
  const hasPersonas = (personas.value ?? []).length > 0;
  return (
    <main className="sign-in">
      <h1>
        <Signal /> Gantry
      </h1>
      <p className="lead">Ask your company's systems. See what left, and to whom.</p>
      <Notice error={error ?? personas.error} />
      {hasPersonas ? (
        <ul className="personas">
          {personas.value?.map((persona) => (
            <li key={persona.name}>
              <button type="button" onClick={() => enter(signInAs(persona.name))}>
                <strong>{persona.displayName}</strong>
                <span>{persona.title}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <form
          className="token-form"
          onSubmit={(event) => {
            event.preventDefault();
            const token = new FormData(event.currentTarget).get("token");
            if (typeof token === "string") enter(signInWith(token.trim()));
          }}
        >
          <label>
            Token of your identity provider <input name="token" type="password" required autoComplete="off" />
          </label>
          <button type="submit">Sign in</button>
        </form>
      )}
      {hasPersonas ? <p className="hint">Personas of the local issuer, for trying out on this machine.</p> : null}
    </main>
  );
}
