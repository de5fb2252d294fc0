import { afterAll, describe, expect, test } from "vitest";
import { parseFlow, parsePromptFile, prompt } from "./index.ts";
import { check, contacts, engine } from "./testing/letters.ts";

afterAll(() => engine.close());

const file = ({
  front = "input: { account: { type: string } }\noutput: { body: { type: string, maxLength: 500 } }",
  says = "Thank the customer in two sentences.",
  data = "Customer: {{account}}",
} = {}): string => `---\n${front}\n---\n# Instructions\n\n${says}\n\n# Data\n\n${data}\n`;

describe("a prompt file", () => {
  test("holds words, data and types; its version follows from its text", () => {
    const read = parsePromptFile("thanks", file());
    expect(read).toMatchObject({
      task: "write",
      instructions: "Thank the customer in two sentences.",
      template: "Customer: {{account}}",
      output: { body: { type: "text", maxLength: 500 } },
      prompt: { name: "thanks", input: { account: { type: "string" } } },
    });
    expect(read.prompt.version).toMatch(/^[0-9a-f]{12}$/);
    // Blanks at line ends and another system's line ends are no other words.
    expect(parsePromptFile("thanks", file().replaceAll("\n", "  \r\n").replaceAll("---  ", "---")).prompt.version).toBe(
      read.prompt.version,
    );
    expect(parsePromptFile("thanks", file({ says: "Thank her." })).prompt.version).not.toBe(read.prompt.version);
  });

  test.each([
    ["no front matter", "Thank her.", /no front matter/, /begin it with ---/],
    ["front matter that is no YAML", file({ front: "input: {" }), /no YAML/, /input:/],
    ["an unknown word", file({ front: "inputs: {}\noutput: { body: { type: string } }" }), /inputs/, /output/],
    [
      "an output that is no text",
      file({ front: "input: { account: { type: string } }\noutput: { n: { type: number } }" }),
      /outputs are texts/,
      /maxLength/,
    ],
    [
      "a place that is no input",
      file({ data: "Customer: {{acount}} {{account}}" }),
      /\{\{acount\}\}/,
      /did you mean \{\{account\}\}/,
    ],
    [
      "an input without a place",
      file({ data: "Customer" }),
      /input "account" and has no place/,
      /write \{\{account\}\}/,
    ],
    [
      "data among the instructions",
      file({ says: "Thank {{account}}." }),
      /in its instructions/,
      /never becomes an instruction/,
    ],
    ["no part for the data", "---\ninput: {}\noutput: {}\n---\n# Instructions\n\nThank her.\n", /two parts/, /# Data/],
  ])("with %s is refused, with what would mend it", (_, text, said, remedy) => {
    expect(() => parsePromptFile("thanks", text)).toThrow(said);
    try {
      parsePromptFile("thanks", text);
    } catch (error) {
      expect(error).toMatchObject({ code: "bad-flow", remedy: expect.stringMatching(remedy) });
      expect(String(error)).toContain('prompt "thanks"');
    }
  });
});

describe("a step with a prompt", () => {
  const thanks = parsePromptFile("thanks", file());
  const json = {
    gantry: 1,
    name: "letters",
    title: "Letters",
    asks: [],
    purpose: "test",
    input: {},
    steps: {
      letters: { kind: "prompt", each: "select id, name as account from crm.accounts", key: "id", prompt: "thanks" },
    },
    answer: [],
  };

  test("takes from the file what it does not say itself, with name and version", () => {
    const { steps } = parseFlow(json, { thanks });
    expect(steps["letters"]).toMatchObject({
      instructions: thanks.instructions,
      prompt: { name: "thanks", version: thanks.prompt.version },
    });
  });

  test("that names a prompt which there is not says what there is", () => {
    const named = { ...json, steps: { letters: { ...json.steps.letters, prompt: "thank" } } };
    expect(() => parseFlow(named, { thanks })).toThrow(/names the prompt "thank"/);
    expect(() => parseFlow(named, { thanks })).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("prompts: thanks") }),
    );
  });

  test("is proved like any other, and its rows must be what the file says that it takes", async () => {
    const step = prompt({ each: "select * from contacts", key: "id", ...thanks });
    expect((await check({ contacts, step })).findings).toEqual([]);
    const counting = parsePromptFile(
      "thanks",
      file({ front: "input: { account: { type: number } }\noutput: { body: { type: string } }" }),
    );
    const { findings } = await check({ contacts, step: { ...step, ...counting } });
    expect(findings).toEqual([
      expect.objectContaining({ code: "unfit-input", message: expect.stringContaining('takes "account" as number') }),
    ]);
  });
});
