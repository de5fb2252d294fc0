// Operations on documents, as OpenAPI tells of them (openapi.ts).
export const documentOperations = [
  {
    method: "post",
    path: "/api/documents/search",
    id: "searchDocuments",
    summary: "Passages of documents that answer a query, as you may see them",
    body: "DocumentSearch",
    reply: "DocumentAnswer",
  },
  {
    method: "post",
    path: "/api/documents/index",
    id: "indexDocuments",
    summary: "Bring the index of documents up to date; says what could not be read",
    body: "IndexRequest",
    reply: "IndexReport",
    list: true,
  },
] as const;
