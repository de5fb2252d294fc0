export const styles = `
:host { display: block; font: 13px/1.45 system-ui, "DejaVu Sans", sans-serif; color: #17211d; }
form { display: grid; gap: 6px; }
textarea { font: inherit; width: 100%; box-sizing: border-box; padding: 8px; border: 1px solid #c4cec9; border-radius: 6px; resize: vertical; }
button { justify-self: end; font: inherit; padding: 5px 16px; border: 0; border-radius: 6px; background: #1d6b57; color: #fff; cursor: pointer; }
button:disabled { opacity: .5; }
:focus-visible { outline: 2px solid #1d6b57; outline-offset: 1px; }
.status { color: #5c6a64; margin: 8px 0; }
.status.problem { color: #a23030; }
h3 { font-size: 13px; margin: 14px 0 4px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 12px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 6px; border-bottom: 1px solid #d9e0dc; vertical-align: top; }
th { color: #5c6a64; font-weight: 550; white-space: nowrap; }
td.percent, td.number, td.currency { text-align: right; white-space: nowrap; }
ul { margin: 0; padding-left: 18px; }
summary { cursor: pointer; padding: 4px 0; }
.body { white-space: pre-wrap; border-left: 2px solid #d9e0dc; padding-left: 10px; }
.note { color: #5c6a64; font-size: 12px; margin: 4px 0; }
`;
