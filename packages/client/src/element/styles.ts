/** The element's own look; a page sets `--gantry-accent` to its own colour. */
export const styles = `
:host { --tint: var(--gantry-accent, #1d6b57); --ink: #17211d; --soft: #5a6862; --line: #dde3e0; --ground: #f5f7f6;
  --amber: #8a5407; --amber-soft: #fbf0dc; --red: #9b2c2c; --red-soft: #fbe9e7; --green: #1a6350; --green-soft: #e2f0eb;
  display: block; font: 13px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink);
  font-variant-numeric: tabular-nums; container-type: inline-size; }
* { box-sizing: border-box; }
ul, ol, dl, p { margin: 0; padding: 0; list-style: none; }
small { font-size: 12px; color: var(--soft); font-weight: 400; }
a { color: var(--tint); text-underline-offset: 2px; text-decoration-thickness: 1px; }
.head a:not(:hover) { text-decoration: none; }
:focus-visible { outline: 2px solid var(--tint); outline-offset: 1px; }
form { display: grid; gap: 8px; padding: 12px 16px; border-bottom: 1px solid var(--line); }
textarea { font: inherit; color: inherit; width: 100%; padding: 8px 10px; border: 1px solid #c0c9c4; border-radius: 6px;
  resize: vertical; background: #fff; }
button { font: inherit; font-weight: 550; padding: 5px 14px; border: 1px solid var(--tint); border-radius: 6px;
  background: var(--tint); color: #fff; cursor: pointer; }
button.second { background: #fff; color: var(--tint); }
button:disabled { opacity: .55; cursor: default; }
form button { justify-self: end; }
.answer { padding: 0 16px 16px; overflow-wrap: anywhere; }
.interpretation { color: var(--soft); padding-top: 12px; }
h3 { font-size: 13px; font-weight: 650; margin: 18px 0 8px; display: flex; gap: 6px; align-items: baseline; }
.note { color: var(--soft); font-size: 12px; margin: 6px 0; }
.metric { display: grid; }
.metric strong { font-size: 20px; }
.token { font: 11.5px ui-monospace, "DejaVu Sans Mono", monospace; background: var(--ground); border: 1px solid var(--line);
  border-radius: 4px; padding: 0 4px; }

.progress { padding: 12px 16px; }
.bar { height: 4px; border-radius: 2px; background: var(--line); overflow: hidden; margin-bottom: 10px; }
.bar .done { display: block; height: 100%; background: var(--tint); width: 0; transition: width .2s; }
.steps { display: grid; gap: 4px; }
.steps li { display: flex; align-items: center; gap: 8px; }
.steps small { margin-left: auto; }
.steps i { width: 8px; height: 8px; border-radius: 50%; background: #3aa981; flex: none; }
.steps .running i { background: #e0a030; animation: blink 1s infinite; }
.steps .waiting i { background: #e0a030; }
.steps .failed i { background: var(--red); }
@keyframes blink { 50% { opacity: .25; } }
@media (prefers-reduced-motion: reduce) { .steps .running i { animation: none; } .bar .done { transition: none; } }

.problem { margin: 12px 16px; padding: 10px 12px; background: var(--red-soft); border: 1px solid #efc7c2; border-radius: 6px;
  color: var(--red); display: grid; gap: 6px; justify-items: start; }
.problem p { color: var(--ink); }

.cards, .actions { display: grid; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: #fff; }
.cards > li, .actions > li { padding: 10px 12px; border-bottom: 1px solid var(--line); }
.cards > li:last-child, .actions > li:last-child { border-bottom: 0; }
.head { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; }
.head strong { font-weight: 600; }
.gauge { display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; }
.gauge > span { width: 48px; height: 6px; border-radius: 3px; background: var(--line); overflow: hidden; }
.gauge i { display: block; height: 100%; background: #c5841b; }
.gauge i.high { background: #b23b3b; }
.reasons { display: flex; flex-wrap: wrap; gap: 4px; margin: 6px 0; }
.reasons li { font-size: 12px; padding: 1px 8px; border-radius: 10px; background: var(--amber-soft); color: var(--amber); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr)); gap: 6px 12px; margin-top: 8px; }
dt { font-size: 11.5px; color: var(--soft); }
dd { margin: 0; }

.draft { border: 1px solid var(--line); background: #fff; margin-top: -1px; padding: 0 12px; }
.draft:first-of-type { border-radius: 8px 8px 0 0; }
.draft summary { cursor: pointer; padding: 10px 0; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 8px;
  list-style: none; }
.draft summary::-webkit-details-marker { display: none; }
.draft summary small { grid-column: 1 / -1; }
.subject { font-weight: 600; }
.subject::before { content: "▸ "; color: var(--soft); }
[open] > summary > .subject::before { content: "▾ "; }
.body { white-space: pre-wrap; border-top: 1px solid var(--line); padding: 10px 0 4px; }
.claim { all: unset; cursor: pointer; text-decoration: underline dotted var(--tint); text-underline-offset: 3px; }
.claim:hover, .claim[aria-expanded="true"] { background: var(--green-soft); }
.claim.name { text-decoration-color: var(--line); }
.claim.adrift { background: var(--amber-soft); color: var(--amber); text-decoration: underline wavy var(--amber); }
.claim:focus-visible { outline: 2px solid var(--tint); outline-offset: 1px; }
.cell { display: grid; gap: 4px; padding: 6px 8px; margin-top: 8px; background: var(--ground); border: 1px solid var(--line);
  border-radius: 6px; }
.cell[hidden] { display: none; }
.decision label { flex-basis: 100%; }
.flag { background: var(--amber-soft); color: var(--amber); border-radius: 4px; padding: 4px 8px; margin-bottom: 8px; font-size: 12px; }
.decision { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 12px; }
.actions .decision { margin-bottom: 2px; }
.actions li { display: grid; gap: 2px; }
.actions strong { font-weight: 600; }
.badge { justify-self: start; align-self: start; font-size: 11.5px; padding: 0 8px; border-radius: 10px; background: var(--ground);
  color: var(--soft); white-space: nowrap; }
.badge.pending { background: var(--amber-soft); color: var(--amber); }
.badge.accepted, .badge.edited { background: var(--green-soft); color: var(--green); }
.badge.failed, .badge.uncertain { background: var(--red-soft); color: var(--red); }

.chart { margin: 0 0 12px; min-height: 120px; }
.chart img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }

.coverage li { color: var(--soft); padding-left: 14px; position: relative; }
.coverage li::before { content: "•"; position: absolute; left: 2px; }
.receipt { margin-top: 18px; border-top: 1px solid var(--line); padding-top: 10px; }
.receipt summary { cursor: pointer; display: grid; list-style: none; }
.receipt ul { display: grid; gap: 4px; margin-top: 8px; font-size: 12px; }

@container (min-width: 760px) {
  .cards, .actions { grid-template-columns: 1fr 1fr; }
  .cards > li:nth-child(odd), .actions > li:nth-child(odd) { border-right: 1px solid var(--line); }
}
`;
