// The element: asks in the name of the page's user, follows the run, shows the blocks. Names are the page's to resolve.
import { GantryError } from "@gantry/contract";
import type { Answer, TokenReference } from "@gantry/contract";
import { createClient } from "../client.ts";
import type { Client } from "../client.ts";
import { clear, make } from "./make.ts";
import { renderAnswer } from "./render.ts";
import { styles } from "./styles.ts";

/**
 * What a page that knows the records gives for references: the value of each, in the same order, or null where its user
 * may not see it. Values go to the user's screen and nowhere else.
 */
export type ResolveReferences = (references: readonly TokenReference[]) => Promise<readonly (string | null)[]>;

/**
 * Attributes: `endpoint` (address of the Gantry server), `question` (asked at once when set).
 * Properties: `token` (a bearer token, or a function that gives one), `resolve` (see {@link ResolveReferences}).
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

  readonly #form = make("form", { part: "form" });
  readonly #input = make("textarea", { rows: "3", "aria-label": "Question", placeholder: "Ask about your customers" });
  readonly #button = make("button", { type: "submit" }, "Ask");
  readonly #status = make("p", { class: "status", role: "status" });
  readonly #answer = make("div", { class: "answer", "aria-live": "polite" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    this.#form.append(this.#input, this.#button);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask(this.#input.value);
    });
    root.append(make("style", {}, styles), this.#form, this.#status, this.#answer);
  }

  connectedCallback(): void {
    const question = this.getAttribute("question");
    if (question) void this.ask(question);
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (now !== null && now !== before && this.isConnected) void this.ask(now);
  }

  /** Asks, follows the run until it rests, and shows the answer; gives it, or undefined after a problem (shown too). */
  async ask(question: string): Promise<Answer | undefined> {
    const words = question.trim();
    if (!words) return undefined;
    this.#input.value = words;
    this.#button.disabled = true;
    clear(this.#answer);
    this.#say("Asking …");
    try {
      const client = this.#client();
      const answer = await this.#follow(client, (await client.ask(words)).run);
      await this.#show(answer);
      return answer;
    } catch (error) {
      this.#fail(error);
      return undefined;
    } finally {
      this.#button.disabled = false;
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

  async #follow(client: Client, run: string): Promise<Answer> {
    const titles = new Map((await client.runState(run)).steps.map((step) => [step.step, step.title]));
    for await (const event of client.events(run)) {
      if (event.type === "step" && event.step.state === "running")
        this.#say(`${titles.get(event.step.step) ?? event.step.title} …`);
    }
    return client.answer(run);
  }

  async #show(answer: Answer): Promise<void> {
    if (answer.problem)
      throw new GantryError(answer.problem.code, answer.problem.detail, { remedy: answer.problem.remedy });
    this.#say(answer.interpretation.text);
    const names = await this.#names(answer);
    clear(this.#answer);
    this.#answer.append(...renderAnswer(answer, (text) => withNames(text, names)));
    this.dispatchEvent(new CustomEvent("gantry-answer", { detail: answer, bubbles: true, composed: true }));
  }

  /** Token → what the page says it stands for; a token that it can't resolve stays. */
  async #names(answer: Answer): Promise<ReadonlyMap<string, string>> {
    const tokens = Object.entries(answer.tokens);
    if (!this.resolve || tokens.length === 0) return new Map();
    const values = await this.resolve(tokens.map(([, reference]) => reference));
    return new Map(tokens.flatMap(([token], index) => (values[index] ? [[token, values[index]]] : [])));
  }

  #say(text: string): void {
    this.#status.textContent = text;
    this.#status.className = "status";
  }

  #fail(error: unknown): void {
    const known =
      error instanceof GantryError
        ? error
        : new GantryError("internal", "the answer could not be shown", { cause: error });
    this.#status.textContent = [known.message, known.remedy].filter(Boolean).join(" — ");
    this.#status.className = "status problem";
    this.dispatchEvent(
      new CustomEvent("gantry-problem", {
        detail: { code: known.code, message: known.message },
        bubbles: true,
        composed: true,
      }),
    );
  }
}

/** Replaces tokens by names, longest token first, so that none is cut by a shorter one. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  const tokens = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    tokens.map((token) => token.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|"),
    "g",
  );
  return text.replaceAll(pattern, (token) => names.get(token) ?? token);
}

if (!customElements.get("gantry-answer")) customElements.define("gantry-answer", GantryAnswer);

declare global {
  interface HTMLElementTagNameMap {
    "gantry-answer": GantryAnswer;
  }
}
