import { useEffect, useState } from "react";
import { Frame } from "./frame.tsx";
import { ApprovalsPage } from "./pages/approvals.tsx";
import { AskPage } from "./pages/ask.tsx";
import { CatalogPage } from "./pages/catalog.tsx";
import { FlowsPage } from "./pages/flows.tsx";
import { InboxPage } from "./pages/inbox.tsx";
import { LedgerPage } from "./pages/ledger.tsx";
import { PolicyPage } from "./pages/policy.tsx";
import { QuestionsPage } from "./pages/questions.tsx";
import { RunPage } from "./pages/run.tsx";
import { RunsPage } from "./pages/runs.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { placesFor } from "./places.ts";
import { useRoute } from "./route.ts";
import type { Route } from "./route.ts";
import { resumeSession, signOut } from "./session.ts";
import type { Session } from "./session.ts";

export function App() {
  const [session, setSession] = useState<Session | undefined>();
  const [resuming, setResuming] = useState(true);
  useEffect(() => {
    void resumeSession()
      .then(setSession)
      .finally(() => setResuming(false));
  }, []);
  const route = useRoute();
  if (resuming) return null;
  if (!session) return <SignInPage onSignIn={setSession} />;
  const leave = (): void => {
    signOut();
    setSession(undefined);
  };
  return (
    <Frame session={session} route={route} onSignOut={leave}>
      <Page session={session} route={route} />
    </Frame>
  );
}

function Page({ session, route }: { readonly session: Session; readonly route: Route }) {
  const places = placesFor(session.caller.roles);
  const page = route.page || places[0]?.page;
  const isOpen = places.some((place) => place.page === page);
  switch (isOpen ? page : undefined) {
    case "runs":
      return route.id === undefined ? (
        <RunsPage session={session} />
      ) : (
        <RunPage key={route.id} session={session} run={route.id} />
      );
    case "questions":
      return <QuestionsPage session={session} />;
    case "approvals":
      return <ApprovalsPage session={session} />;
    case "flows":
      return <FlowsPage session={session} />;
    case "inbox":
      return <InboxPage session={session} />;
    case "catalog":
      return <CatalogPage session={session} />;
    case "policy":
      return <PolicyPage session={session} />;
    case "ledger":
      return <LedgerPage key={route.id ?? ""} session={session} run={route.id} />;
    case "ask":
      return <AskPage session={session} />;
    default:
      return (
        <p className="none">
          There is no such page, or it is not for your roles. <a href="#/">Start over</a>
        </p>
      );
  }
}
