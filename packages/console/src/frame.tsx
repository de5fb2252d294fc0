// The console's frame: where one is, who one is, and where one may go.
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { Palette } from "./palette.tsx";
import { placesFor } from "./places.ts";
import type { Route } from "./route.ts";
import type { Session } from "./session.ts";

export interface FrameProps {
  readonly session: Session;
  readonly route: Route;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

export function Frame({ session, route, onSignOut, children }: FrameProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const places = placesFor(session.caller.roles);
  const here = route.page || places[0]?.page;
  return (
    <div className="frame">
      <header className="bar">
        <a className="brand" href="#/">
          <Signal /> Gantry
        </a>
        <nav aria-label="Main">
          {places.map(({ page, title }) => (
            <a key={page} href={`#/${page}`} aria-current={here === page ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <button type="button" className="search" onClick={() => setOpen(true)}>
          Ask or go to <kbd>{isApple ? "⌘" : "Ctrl"} K</kbd>
        </button>
        <div className="who">
          <span title={session.caller.roles.join(", ")}>{session.caller.name}</span>
          <button type="button" className="quiet" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </header>
      <main>{children}</main>
      {isOpen ? <Palette session={session} onClose={() => setOpen(false)} onSignOut={onSignOut} /> : null}
    </div>
  );
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A signal gantry: two posts, a beam, and the lamp at green. */
export function Signal() {
  return (
    <svg className="signal" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 22V5h18v17M3 9h18" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="9" cy="14" r="2.6" className="lamp-red" />
      <circle cx="15" cy="14" r="2.6" className="lamp-green" />
    </svg>
  );
}
