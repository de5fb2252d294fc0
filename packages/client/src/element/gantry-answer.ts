// The element: asks in the name of the page's user, follows the run, shows the blocks. Names are the page's to resolve.
import { GantryError } from "@gantry/contract";
import type { Answer, DecisionRequest, TokenReference } from "@gantry/contract";
import { createClient } from "../client.ts";
import type { Client } from "../api.ts";
import { isUnderWay } from "../under-way.ts";
import { clear, make } from "./make.ts";
import { createNames } from "./names.ts";
import type { Name } from "./names.ts";
import { createProgress } from "./progress.ts";
import { renderAnswer } from "./render-answer.ts";
import { styles } from "./styles.ts";

/**
 * What a page that knows the records gives for references: the value of each, in the same order, or null where its user
 * may not see it. Values go to the user's screen and nowhere else.
 */
export type ResolveReferences = (references: readonly TokenReference[]) => Promise<readonly (string | null)[]>;

/** Where the page shows the record that a reference is about; undefined where it doesn't. */
export type LinkReference = (reference: TokenReference) => string | undefined;

/** Milliseconds between looks at what is on its way out, and how often at most. */
const pause = 700;
const looks = 60;

/**
 * Attributes: `endpoint` (address of the Gantry server), `question` (asked at once when set).
 * Properties: `token` (a bearer token, or a function that gives one), `resolve` (see {@link ResolveReferences}), `link`
 * (see {@link LinkReference}). CSS: `--gantry-accent`.
 * Events: `gantry-answer` (detail: the answer as received), `gantry-problem` (detail: code and message).
 *
 * @example
 * const element = document.createElement("gantry-answer");
 * element.setAttribute("endpoint", "https://gantry.example.com");
 * element.token = () => session.accessToken;
 * element.resolve = async (references) => lookUp(references);
 */
export class GantryAnswer extends HTMLElement {
  static observedAttributes: readonly string[] = ["question"];

  token: string | (() => string | Promise<string>) = "";
  resolve: ResolveReferences | undefined;
  link: LinkReference | undefined;

  readonly #input = make("textarea", {
    rows: "3",
    "aria-label": "Question",
    placeholder: "Ask about your customers …",
  });
  readonly #button = make("button", { type: "submit" }, "Ask");
  readonly #status = make("div", { role: "status" });
  readonly #answer = make("div", { class: "answer" });
  readonly #names = new Map<string, Name>();
  readonly #open = new Set<string>();
  #asking = new AbortController();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    // Not a <style>: a page whose policy allows no inline styles can hold the element too.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    const form = make("form", { part: "form" }, this.#input, this.#button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask(this.#input.value);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    root.append(form, this.#status, this.#answer);
  }

  connectedCallback(): void {
    const question = this.getAttribute("question");
    if (question) void this.ask(question);
  }

  disconnectedCallback(): void {
    this.#asking.abort();
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (now !== null && now !== before && this.isConnected) void this.ask(now);
  }

  /**
   * Asks, follows the run until it rests, and shows the answer; gives it, or undefined after a problem (shown too) or when
   * another question came first.
   */
  async ask(question: string): Promise<Answer | undefined> {
    const words = question.trim();
    if (!words) return undefined;
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#input.value = words;
    this.#button.disabled = true;
    clear(this.#answer);
    clear(this.#status);
    try {
      const client = this.#client();
      const answer = await this.#follow(client, (await client.ask(words, { signal })).run, signal);
      if (answer.problem)
        throw new GantryError(answer.problem.code, answer.problem.detail, { remedy: answer.problem.remedy });
      await this.#show(client, answer, signal);
      this.#tell("gantry-answer", answer);
      return answer;
    } catch (error) {
      if (!signal.aborted) this.#fail(error, () => void this.ask(words));
      return undefined;
    } finally {
      if (!signal.aborted) this.#button.disabled = false;
    }
  }

  #client(): Client {
    const endpoint = this.getAttribute("endpoint");
    if (!endpoint)
      throw new GantryError("bad-config", "this element has no endpoint", {
        remedy: 'set endpoint="https://your-gantry-server"',
      });
    return createClient({ url: endpoint, token: this.token });
  }

  async #follow(client: Client, run: string, signal: AbortSignal): Promise<Answer> {
    const progress = createProgress();
    progress.begin((await client.runState(run, { signal })).steps);
    this.#status.replaceChildren(progress.element);
    for await (const event of client.events(run, { signal })) progress.see(event);
    return client.answer(run, { signal });
  }

  async #show(client: Client, answer: Answer, signal: AbortSignal): Promise<void> {
    await this.#learn(answer);
    if (signal.aborted) return;
    clear(this.#status);
    const decide = (approval: string, decision: DecisionRequest): void =>
      void this.#decide(client, answer.run, approval, decision, signal);
    const names = createNames(answer.tokens, this.#names);
    clear(this.#answer);
    const width = Math.min(2000, Math.max(320, Math.round(this.clientWidth)));
    const chart = (number: number): Promise<string> => client.chart(answer.run, number, { width });
    this.#answer.append(...renderAnswer(answer, { names, open: this.#open, decide, chart }));
  }

  /** Asks the page for names that are not known yet; a token that it can't resolve stays. */
  async #learn({ tokens }: Answer): Promise<void> {
    const unknown = Object.entries(tokens).filter(([token]) => !this.#names.has(token));
    if (!this.resolve || unknown.length === 0) return;
    const values = await this.resolve(unknown.map(([, reference]) => reference));
    unknown.forEach(([token, reference], index) => {
      const text = values[index];
      if (text) this.#names.set(token, { text, href: this.link?.(reference) });
    });
  }

  async #decide(
    client: Client,
    run: string,
    approval: string,
    decision: DecisionRequest,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await client.decide(approval, decision);
      // What was decided goes out a moment later.
      for (let look = 0; look < looks && !signal.aborted; look++) {
        const answer = await client.answer(run, { signal });
        await this.#show(client, answer, signal);
        if (!isUnderWay(answer)) return;
        await new Promise((done) => setTimeout(done, pause));
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #fail(error: unknown, again?: () => void): void {
    const known =
      error instanceof GantryError
        ? error
        : new GantryError("internal", "the answer could not be shown", { cause: error });
    const box = make("div", { class: "problem", role: "alert" }, make("strong", {}, known.message));
    if (known.remedy) box.append(make("p", {}, known.remedy));
    if (again) {
      const button = make("button", { type: "button", class: "second" }, "Try again");
      button.addEventListener("click", again);
      box.append(button);
    }
    this.#status.replaceChildren(box);
    this.#tell("gantry-problem", { code: known.code, message: known.message });
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("gantry-answer")) customElements.define("gantry-answer", GantryAnswer);

declare global {
  interface HTMLElementTagNameMap {
    "gantry-answer": GantryAnswer;
  }
}
