// The REST API below /services/data/vNN.0, as one function from request to reply.
import { collectionRoutes } from "./collection-routes.ts";
import { compositeRoutes } from "./composite-routes.ts";
import { queryRoutes } from "./query-routes.ts";
import { recordRoutes } from "./record-routes.ts";
import { type ApiContext, type ApiReply, type Dispatch, type Route, makeDispatch } from "./router.ts";

export { type ApiReply } from "./router.ts";
export { type Cursors, makeCursors } from "./cursors.ts";

/** Versions that the stand-in answers to, oldest first. */
export const versions: readonly { readonly label: string; readonly version: string }[] = [
  { label: "Winter '25", version: "62.0" },
  { label: "Spring '25", version: "63.0" },
  { label: "Summer '25", version: "64.0" },
  { label: "Winter '26", version: "65.0" },
  { label: "Spring '26", version: "66.0" },
];

const rootRoutes: readonly Route[] = [
  { method: "GET", pattern: "/", handle: resources },
  { method: "GET", pattern: "/limits", handle: limits },
];

function resources({ version }: ApiContext): ApiReply {
  const base = `/services/data/${version}`;
  const names = ["composite", "limits", "query", "sobjects"];
  return { status: 200, body: Object.fromEntries(names.map((it) => [it, `${base}/${it}`])) };
}

function limits(context: ApiContext): ApiReply {
  const { max, remaining } = context.limits();
  return { status: 200, body: { DailyApiRequests: { Max: max, Remaining: remaining } } };
}

/** Answers one request. Throws CrmError with the status and code that Salesforce has for it. */
export const dispatch: Dispatch = makeDispatch([
  ...rootRoutes,
  ...queryRoutes,
  ...compositeRoutes(() => dispatch),
  ...collectionRoutes,
  ...recordRoutes,
]);
