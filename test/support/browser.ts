// A real browser for tests: what went wrong on its pages is collected, and axe looks at them.
import axe from "axe-core";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts and of the security policy, as they came. */
  readonly errors: string[];
}

/** A page of its own, with no cookie and no storage of another. */
export async function visit(browser: Browser, url: string, before?: (page: Page) => Promise<void>): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await before?.(page);
  await page.goto(url);
  return { page, context, errors };
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe finds serious or critical on the page as it is now: rule and element, one line each. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // A security policy keeps script tags out; what the debugger evaluates it lets through.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResult>("axe.run(document, { resultTypes: ['violations'] })");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** Presses Tab until the focus comes round, and gives what of the page's controls it never reached. */
export async function unreachableByTab(page: Page): Promise<readonly string[]> {
  const mark = `(() => {
    const controls = [...document.querySelectorAll("a[href], button:enabled, input:enabled, textarea:enabled, summary")]
      .filter((it) => it.checkVisibility({ checkVisibilityCSS: true }));
    for (const it of controls) it.dataset.unvisited = "";
    return controls.length;
  })()`;
  const count = await page.evaluate<number>(mark);
  for (let press = 0; press < count + 5; press++) {
    await page.keyboard.press("Tab");
    await page.evaluate("document.activeElement?.removeAttribute('data-unvisited')");
  }
  return page.evaluate<string[]>(
    "[...document.querySelectorAll('[data-unvisited]')].map((it) => it.outerHTML.slice(0, 200))",
  );
}
