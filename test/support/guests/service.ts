// A company's own agent service, as a process of its own: a LangGraph graph that analyses and then drafts, both by a model that
// it reaches through the house alone. It tells on stdout where it listens and which node begins and ends for which thread.
import { gantrySaver } from "@gantry/client/guest";
import { listenGuest } from "@gantry/client/node";
import { openPeers } from "../peers.ts";
import type { LangGraph, NodeConfig, OpenAiPackage } from "./langchain.ts";

interface State {
  readonly instructions: string;
  readonly prompt: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly analysis: string;
  readonly output: unknown;
}

const [folder = "", port = "0", key = ""] = process.argv.slice(2);
const peers = openPeers(folder);
const { Annotation, StateGraph, START, END, BaseCheckpointSaver } = (await peers.load(
  "@langchain/langgraph",
)) as LangGraph;
const { ChatOpenAI } = (await peers.load("@langchain/openai")) as OpenAiPackage;

const tell = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

const modelOf = ({ configurable }: NodeConfig, format?: object) => {
  const { url, token } = configurable?.gantry ?? { url: "", token: "" };
  return new ChatOpenAI({
    model: "auto",
    apiKey: token,
    maxRetries: 0,
    configuration: { baseURL: `${url}/v1` },
    modelKwargs: format === undefined ? {} : { response_format: format },
  });
};

const threadOf = (config: NodeConfig & { readonly configurable?: { readonly thread_id?: string } }): string =>
  config.configurable?.thread_id ?? "";

const graph = new StateGraph<State>(
  Annotation.Root({
    instructions: Annotation(),
    prompt: Annotation(),
    schema: Annotation(),
    analysis: Annotation(),
    output: Annotation(),
  }),
)
  .addNode("analyse", async ({ prompt }, config) => {
    tell({ begun: "analyse", thread: threadOf(config) });
    const { content } = await modelOf(config).invoke([
      { role: "system", content: "Say in one sentence what weighs most for this customer." },
      { role: "user", content: prompt },
    ]);
    tell({ ended: "analyse", thread: threadOf(config) });
    return { analysis: String(content) };
  })
  .addNode("draft", async ({ instructions, prompt, schema, analysis }, config) => {
    tell({ begun: "draft", thread: threadOf(config) });
    const json_schema = { name: "letter", schema };
    const { content } = await modelOf(config, { type: "json_schema", json_schema }).invoke([
      { role: "system", content: `${instructions}\nWhat weighs most: ${analysis}` },
      { role: "user", content: prompt },
    ]);
    tell({ ended: "draft", thread: threadOf(config) });
    return { output: JSON.parse(String(content)) as unknown };
  })
  .addEdge(START, "analyse")
  .addEdge("analyse", "draft")
  .addEdge("draft", END)
  .compile({ checkpointer: gantrySaver(BaseCheckpointSaver) });

const { url } = await listenGuest(graph, {
  key,
  port: Number(port),
  input: ({ instructions, prompt, schema }) => ({ instructions, prompt, schema }),
  onError: (error) => console.error(error),
});
tell({ url });
