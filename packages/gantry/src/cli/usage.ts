export const usage = `gantry: the control tower between a company's systems and AI models

  gantry start                        start the server (PORT, default 4400) with the project's systems
  gantry ask "QUESTION" [--json]      ask; --as PERSONA (default sales-manager), --wait SECONDS
  gantry approvals [--all]            what waits for a decision (--all: also what is decided)
  gantry approvals show|accept|reject ID, or edit ID --subject "…" --body "…"
  gantry check [FLOW] [--json]        prove what the flows would expose; exits 7 on a breach
  gantry explain FLOW [--NAME VALUE]  what each source would be asked
  gantry audit verify                 prove the ledger's chains and checkpoints
  gantry token --as PERSONA           print a bearer token of the local issuer
  gantry systems                      the sample's systems: addresses and credentials
  gantry model test                   prove that each configured model answers
  gantry catalog lock                 read the sources' schemas into catalog.lock.json
  gantry stop                         stop the server of this data folder

Settings: GANTRY_PROJECT (default examples/meridian), GANTRY_DATA (default .gantry), PORT, DATABASE_URL,
GANTRY_TODAY=YYYY-MM-DD, GANTRY_SEED, OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY, GANTRY_MODEL_URL.`;
