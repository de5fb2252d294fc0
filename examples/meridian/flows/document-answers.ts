// What our manuals and terms say of something: the passages that answer, and, where a language model is configured, an answer
// in a few sentences with a citation behind each.
import { column, find, flow, prompt, table, text } from "gantry";

const asked = "select 1 as question_id, $topic as topic";

export const documentAnswers = flow({
  name: "document-answers",
  title: "What our documents say",
  asks: ["what do our documents say about {topic}", "what do the manuals say about {topic}"],
  purpose: "product information",
  input: { topic: text(300) },
  steps: {
    found: find({
      title: "Passages",
      each: asked,
      key: "question_id",
      query: "topic",
      in: ["documents.manuals", "documents.terms", "documents.contracts"],
      top: 5,
    }),
    answer: prompt({
      title: "Answer",
      each: asked,
      key: "question_id",
      passages: "found",
      task: "write",
      instructions:
        "Answer the question in at most five sentences, in its own language, from the passages alone. Repeat figures exactly.",
      template: "Question: {{topic}}\nPassages: {{passages}}",
      output: { text: { type: "text", maxLength: 2000 } },
      // Without a language model the passages are the answer.
      onError: "skip",
    }),
  },
  answer: [
    { kind: "text", step: "answer", column: "text" },
    table("found", "Passages", [
      column("rank", "No.", "number"),
      column("title", "Document"),
      column("place", "Place"),
      column("text", "Passage"),
    ]),
  ],
});
