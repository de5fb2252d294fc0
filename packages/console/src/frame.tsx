// The console's frame: where one is, who one is, and where one may go.
import type { ReactNode } from "react";
import type { Route } from "./route.ts";
import type { Session } from "./session.ts";

interface Place {
  readonly page: string;
  readonly title: string;
  readonly for: readonly string[] | "everyone";
}

const working = ["sales-manager", "sales-director", "analyst", "administrator", "crm-user"];
const auditing = ["compliance", "administrator"];
const places: readonly Place[] = [
  { page: "ask", title: "Ask", for: working },
  { page: "approvals", title: "Approvals", for: ["sales-manager", "sales-director", "administrator"] },
  { page: "runs", title: "Runs", for: working },
  { page: "flows", title: "Flows", for: "everyone" },
  { page: "inbox", title: "Inbox", for: ["sales-manager", "sales-director", "administrator"] },
  { page: "catalog", title: "Catalog", for: "everyone" },
  { page: "ledger", title: "Ledger", for: auditing },
  { page: "policy", title: "Policy", for: auditing },
];

/** Pages for a caller's roles. What he may really do is the server's word. */
export const placesFor = (roles: readonly string[]): readonly Place[] =>
  places.filter((place) => place.for === "everyone" || place.for.some((role) => roles.includes(role)));

export interface FrameProps {
  readonly session: Session;
  readonly route: Route;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

export function Frame({ session, route, onSignOut, children }: FrameProps) {
  const mine = placesFor(session.caller.roles);
  return (
    <div className="frame">
      <header className="bar">
        <a className="brand" href="#/ask">
          <Signal /> Gantry
        </a>
        <nav aria-label="Main">
          {mine.map(({ page, title }) => (
            <a key={page} href={`#/${page}`} aria-current={route.page === page ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <div className="who">
          <span>{session.caller.name}</span>
          <button type="button" className="quiet" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </header>
      <main>{children}</main>
    </div>
  );
}

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
