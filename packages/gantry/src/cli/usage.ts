export const usage = `gantry: the control tower between a company's systems and AI models

  gantry start                        start the server (PORT, default 4400) with the project's systems
  gantry ask "QUESTION" [--json]      ask; --as PERSONA (default the project's first), --wait SECONDS;
                                      --conversation NAME lets a question follow up: "only in EMEA", "why?";
                                      --charts FOLDER|FILE.png|FILE.svg writes its charts; --out FOLDER the answer as a page
                                      and as data, and its letters as they would be mailed; --explain what it
                                      would take, without running it
  gantry approvals [--all]            what waits for a decision (--all: also what is decided)
  gantry approvals show ID, accept|reject ID …, edit ID --subject "…" --body "…", or undo ID
  gantry runs [show|cancel RUN]       runs and how far each is
  gantry runs retry RUN [--step S]    let a failed run go on from what failed
  gantry runs uncertain               mails and writes of which nobody knows whether they happened
  gantry runs resolve ID OUTCOME      what became of one: sent, send-again or give-up; --reason "…"
  gantry replay RUN [--flow FILE|VERSION] [--policy FILE] [--model NAME] [--offline]
                                      what would differ, with the sources as they were; exits 1 where something does
  gantry replay --all [--flow NAME] [--since DAY] [--policy FILE]
                                      the same of all recorded runs
  gantry replay RUN --save cases/NAME.json
                                      keep the run as a case; --with-personal-data where its people are made up
  gantry test [FLOW] [--update]       run the cases kept beside the flows; exits 1 where one comes out otherwise
  gantry prompt list                  prompts in files, with their versions
  gantry prompt test [NAME]           run their cases from recorded replies; --live asks the model, --record keeps what it says
  gantry eval ask [questions/NAME.yaml …]
                                      how good answers are to the project's own questions; exits 1 where a bound is not held;
                                      --planner builtin|llm|NAME, --as PERSONA, --split NAME, --json, --compare EARLIER.json
  gantry questions [show ID]          saved questions: what each said last, what has changed since
  gantry questions save NAME --question "…" | --flow FLOW --input JSON
                                      asked again: --cron "0 7 * * MON", --zone ZONE, --alert changed|"count>10"|"COLUMN<0.2"
  gantry questions run|remove|subscribe|unsubscribe|mute|unmute ID
  gantry triggers [show NAME]         what starts flows without anybody asking; next firing, last run, last problem
  gantry triggers pause|resume|fire NAME
                                      fire: with --event JSON as it would come
  gantry receipt RUN                  what left in a run: to whom, which columns, how treated
  gantry check [FLOW] [--json|--sarif]
                                      prove what the flows would expose; exits 1 on a breach
  gantry policy test                  hold the policy against policy.cases.ts; exits 1 where a case fails
  gantry policy diff [FILE|VERSION]   what a changed policy would newly allow or refuse, over all flows
  gantry policy schema                what a policy.cedar may name, as a Cedar schema
  gantry explain FLOW [--NAME VALUE]  what each source would be asked; --run RUN: what it was asked, and what it took
  gantry query "SQL" [--as PERSONA]   rows of the catalog as a persona sees them; --format table|json|ndjson|csv|parquet, --out FILE, --explain
  gantry documents search "QUERY"     passages of documents as a persona sees them; --in COLLECTION,…, --top N, --as PERSONA, --json
  gantry documents index [COLLECTION] read what has changed, and say what can't be read; the server does so as it starts
  gantry audit verify [FILE --key F]  prove the ledger's chains and checkpoints; or an export or a receipt, with no server
  gantry audit export [--run ID]      the ledger as files that prove themselves; --subject TABLE:KEY, --to FOLDER; gantry audit key
  gantry erase --subject TABLE:KEY    erase a person or company from all that is kept; --dry-run, --to receipt.json
  gantry audit report [FLOW]          record of processing: purposes, data, recipients, regions, retention
  gantry token --as PERSONA           print a bearer token of the local issuer
  gantry systems                      the sample's systems: addresses and credentials
  gantry model list                   models with zone, price, latency and breaker
  gantry model card NAME              what an analytic model was made from, and what it is worth
  gantry model test                   prove that each configured model answers
  gantry model discover               model servers on this machine; asks before the project uses them
  gantry model usage [--since DAY]    what was spent on models, by caller; and the budgets
  gantry mcp list | test [SERVER]     tools of others that models may call; whether they are still what was agreed
  gantry mcp agree SERVER             look at what a server says of its tools, and keep it in tools.lock.json
  gantry connect URL|FOLDER|salesforce [--to FOLDER] [--yes]
                                      make a project of one's own data, after a look at it
  gantry catalog                      tables and columns that you may see, with their labels
  gantry catalog lock | check         read the sources' schemas into catalog.lock.json; say where they have drifted
  gantry catalog suggest [--write]    propose labels, keys and references; --accept decides one by one
  gantry catalog label COLUMN… LABEL  say what columns are
  gantry catalog match TABLE TABLE    find pairs across two systems; --on COLUMNS, --accept PROBABILITY
  gantry catalog lineage [FLOW]       where each column comes from, as OpenLineage events
  gantry backup FILE                  write all that is kept into a file, while the server runs; --verify FILE proves one whole
  gantry restore FILE                 put a backup into an empty data folder or database
  gantry migrate --to URL             move the data folder's database to an external one; --from URL brings it back
  gantry stop                         stop the server of this data folder

Settings: GANTRY_PROJECT (default examples/meridian), GANTRY_DATA (default .gantry in it,
or here for the sample), PORT, DATABASE_URL, GANTRY_KEY_FILE,
GANTRY_LOG_LEVEL, GANTRY_METRICS_TOKEN, GANTRY_DRAIN_SECONDS,
GANTRY_TODAY=YYYY-MM-DD, GANTRY_SEED, OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY, GANTRY_MODEL_URL,
GANTRY_BLOBS=s3://bucket/prefix, GANTRY_LARGE_FROM (bytes; default 1048576).`;
