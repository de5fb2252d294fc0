// The nouns of retrieval: a document as it was read, the passages it is cut into, and what a search gives.

import type { SubjectKey } from "../store/index.ts";

/** A run of text under its headings, as a reader finds it. */
export interface Paragraph {
  /** From the outermost heading down; empty before the first. */
  readonly headings: readonly string[];
  readonly text: string;
  /** From 1, in formats with pages. */
  readonly page?: number;
  /** From 1, in formats with lines. */
  readonly line?: number;
}

export interface ReadDocument {
  /** What the document calls itself; null where it has no title. */
  readonly title: string | null;
  readonly paragraphs: readonly Paragraph[];
}

/** A piece of a document small enough for a prompt, with its place. */
export interface Passage {
  readonly headings: readonly string[];
  readonly text: string;
  /** For people: "Maintenance › Filters, page 3". */
  readonly place: string;
}

/** Text search configurations of PostgreSQL that documents are indexed with; `simple` knows no language. */
export const languages = ["english", "french", "german", "simple"] as const;
export type Language = (typeof languages)[number];

/** A document of which a person should know that it is not (or no longer) in the index, and why. */
export interface Unread {
  readonly collection: string;
  readonly document: string;
  readonly code: string;
  readonly why: string;
  readonly remedy?: string;
}

/** What an indexing did to one collection. */
export interface IndexReport {
  readonly collection: string;
  readonly documents: number;
  readonly passages: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly unread: readonly Unread[];
}

/** A passage that answers a query. */
export interface FoundPassage {
  readonly collection: string;
  /** Id of the passage: names its document and its place in it, tells nothing of either. */
  readonly passage: string;
  /** Path of the document in its collection. */
  readonly document: string;
  readonly title: string;
  readonly place: string;
  readonly text: string;
  readonly language: Language;
  /** Whom its document tells of. */
  readonly subjects: readonly SubjectKey[];
  /** From 1. */
  readonly rank: number;
  /** The ranking's own figure; of use only to compare passages of one search. */
  readonly score: number;
}
