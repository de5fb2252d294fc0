// The pages' HTML, and the files that they load.
import { readFileSync } from "node:fs";
import type { GantryAddress } from "../options.ts";
import type { CrmUser } from "../schema.ts";

const file = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), "utf8");

const javascript = "text/javascript; charset=utf-8";

/** Files under /console/, read once. */
export const assets: readonly { readonly path: string; readonly type: string; readonly content: string }[] = [
  ...["style.css", "console.css"].map((name) => ({
    path: `/console/${name}`,
    type: "text/css; charset=utf-8",
    content: file(name),
  })),
  ...["main.js", "crm.js", "lists.js", "record.js", "resolve.js", "dom.js"].map((name) => ({
    path: `/console/${name}`,
    type: javascript,
    content: file(name),
  })),
];

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

const originOf = (address: string): string => new URL(address).origin;

/** Scripts and calls only from here and from Gantry. */
export function securityPolicy(gantry: GantryAddress | null): string {
  const script = gantry === null ? "" : ` ${originOf(gantry.script)}`;
  const connect = gantry === null ? "" : ` ${originOf(gantry.url)}`;
  return [
    "default-src 'none'",
    `script-src 'self'${script}`,
    `connect-src 'self'${connect}`,
    "style-src 'self'",
    `img-src 'self' data:${connect}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const page = (title: string, body: string, head = ""): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/style.css">
${head}</head>
${body}
</html>
`;

const logo = `<svg class="logo" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 19 8.5 6l3.5 8 3.5-8L21 19" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/** The sign-in form; after a wrong try (`tried` is the username) it says so. */
export function loginPage(startUrl: string, tried?: string): string {
  const alert = tried === undefined ? "" : `<p class="alert" role="alert">Please check your username and password.</p>`;
  const [onName, onPassword] = tried === undefined ? [" autofocus", ""] : ["", " autofocus"];
  return page(
    "Sign in | Meridian CRM",
    `<body class="login">
<main>
<h1>${logo}<span>Meridian CRM</span></h1>
<form method="post" action="/login">
${alert}<input type="hidden" name="startURL" value="${escape(startUrl)}">
<label for="username">Username</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" value="${escape(tried ?? "")}" required${onName}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${onPassword}>
<button type="submit">Log in</button>
</form>
<p class="note">A stand-in for a Salesforce org, for the sample company Meridian Instruments.</p>
</main>
</body>`,
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((it) => it.charAt(0).toUpperCase())
    .join("");

const profiles: Readonly<Record<CrmUser["profile"], string>> = {
  integration: "Integration",
  "sales-manager": "Sales manager",
  "account-executive": "Account executive",
  support: "Support",
};

/** The service console's frame; its script fills it from the REST API with the user's own token. */
export function consolePage(user: CrmUser, gantry: GantryAddress | null): string {
  const regions = user.regions === null ? "all regions" : user.regions.join(", ");
  const panel =
    gantry === null
      ? `<p class="empty">No Gantry is configured for this org.</p>`
      : `<gantry-answer endpoint="${escape(gantry.url)}"></gantry-answer>
<p class="empty" id="gantry-missing" hidden>Gantry can't be reached. Try again later.</p>`;
  const script = gantry === null ? "" : `<script type="module" src="${escape(gantry.script)}"></script>\n`;
  return page(
    "Service Console | Meridian CRM",
    `<body class="console">
<header>
<a class="brand" href="#/Account">${logo}<span>Meridian CRM</span></a>
<span class="app">Service Console</span>
<div class="user">
<span class="avatar" aria-hidden="true">${escape(initials(user.name))}</span>
<span class="who"><strong>${escape(user.name)}</strong><small>${profiles[user.profile]} · ${escape(regions)}</small></span>
<form method="post" action="/logout"><button type="submit">Log out</button></form>
</div>
</header>
<nav aria-label="Objects" id="navigation"></nav>
<main id="main" tabindex="-1"><p class="empty">Loading …</p></main>
<aside aria-label="Gantry"><h2>Gantry</h2>
${panel}
</aside>
</body>`,
    `<link rel="stylesheet" href="/console/console.css">\n${script}<script type="module" src="/console/main.js"></script>\n`,
  );
}
