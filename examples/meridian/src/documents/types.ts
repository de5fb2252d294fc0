/** A document of the sample company: its path says in which format it is written. */
export interface SampleDocument {
  /** Below the folder of documents: `manuals/lc-40.html`; the first part is the collection. */
  readonly path: string;
  /** Headings by `#` and `##`, paragraphs between empty lines. */
  readonly text: string;
}
