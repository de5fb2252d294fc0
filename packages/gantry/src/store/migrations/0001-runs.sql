-- Runs and all that belongs to them. Columns named `sealed` hold data, encrypted outside the database (seal.ts);
-- what stands in clear is ids, names that a flow's author chose, states, counts, times and error codes.

create table gantry.runs (
  id text primary key,
  flow text not null,
  title text not null,
  policy text not null,
  status text not null,
  requested_by text not null,
  idempotency_key text,
  created_at timestamptz not null,
  ended_at timestamptz,
  last_event integer not null default 0,
  code text,
  sealed bytea not null,
  problem bytea,
  unique (requested_by, idempotency_key)
);
create index runs_by_time on gantry.runs (created_at desc);

create table gantry.steps (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  position integer not null,
  kind text not null,
  title text not null,
  state text not null,
  total integer,
  done integer not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  code text,
  problem bytea,
  -- What was scanned, and how complete it was; sealed.
  notes bytea,
  primary key (run, step)
);

-- `row` is '' for a step's result as a whole, else the row's id (a keyed hash of its key).
create table gantry.step_results (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  row text not null default '',
  position integer not null default 0,
  sealed bytea not null,
  primary key (run, step, row)
);

create table gantry.approvals (
  id text primary key,
  run text not null references gantry.runs on delete cascade,
  step text not null,
  row text not null,
  position integer not null,
  by_role text not null,
  state text not null,
  content_hash text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  unique (run, step, row)
);
create index approvals_pending on gantry.approvals (by_role, created_at) where state = 'pending';
create index approvals_expiring on gantry.approvals (expires_at) where state = 'pending' and expires_at is not null;

-- One row for each outgoing effect: `attempting` is committed before the call, `sent` after it.
create table gantry.effects (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  row text not null,
  position integer not null,
  operation text not null,
  state text not null,
  attempts integer not null default 0,
  code text,
  sealed bytea not null,
  reference bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (run, step, row)
);
create index effects_uncertain on gantry.effects (updated_at) where state = 'uncertain';

create table gantry.events (
  run text not null references gantry.runs on delete cascade,
  id integer not null,
  at timestamptz not null,
  sealed bytea not null,
  primary key (run, id)
);

-- Encrypted bytes don't compress: spare the attempt.
alter table gantry.step_results alter column sealed set storage external;
alter table gantry.runs alter column sealed set storage external;

-- A server process and when it last said that it lives.
create table gantry.executors (
  id text primary key,
  seen timestamptz not null
);
