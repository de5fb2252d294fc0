// Operations on saved questions, as OpenAPI tells of them (openapi.ts).
const verb = <Name extends string>(name: Name, summary: string) =>
  ({
    method: "post",
    path: `/api/questions/{id}/${name}`,
    id: `${name}Question`,
    summary,
    reply: "QuestionView",
  }) as const;

export const questionOperations = [
  {
    method: "get",
    path: "/api/questions",
    id: "listQuestions",
    summary: "Saved questions: the caller's, and those that she may hear of",
    reply: "QuestionView",
    list: true,
  },
  {
    method: "get",
    path: "/api/questions/{id}",
    id: "savedQuestion",
    summary: "A saved question with what came of it",
    reply: "QuestionView",
  },
  {
    method: "post",
    path: "/api/questions",
    id: "saveQuestion",
    summary: "Save a question, or a flow with its input, to be asked again",
    body: "SaveQuestionRequest",
    reply: "QuestionView",
  },
  {
    method: "delete",
    path: "/api/questions/{id}",
    id: "removeQuestion",
    summary: "Remove a saved question",
  },
  {
    method: "post",
    path: "/api/questions/{id}/run",
    id: "runQuestion",
    summary: "Ask a saved question now",
    reply: "FiredView",
  },
  verb("subscribe", "Hear of a saved question's news"),
  verb("unsubscribe", "Hear of them no more"),
  verb("mute", "Hear of them no more for now"),
  verb("unmute", "Hear of them again"),
  verb("seen", "Say that the news have been looked at"),
] as const;
