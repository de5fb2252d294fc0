-- One row for each digest of a run, with recipient '', and from when the run has settled one for each mail of it: `recipient`
-- is a keyed hash of the person. `attempting` is committed before a mail goes, so that none goes twice. `origin` says who is
-- to get it: 'trigger:<name>' or 'question:<id>'.
create table gantry.digests (
  run text not null references gantry.runs on delete cascade,
  recipient text not null default '',
  origin text not null,
  state text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (run, recipient)
);
create index digests_due on gantry.digests (due_at) where state in ('due', 'attempting');
