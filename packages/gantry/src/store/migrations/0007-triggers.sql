-- What starts runs by itself. A firing and its run's start are one transaction; its key is a scheduled time or a keyed hash
-- of what identifies a delivery, a row or a mail, never the thing itself. A position is a time or a number.

create table gantry.triggers (
  name text primary key,
  -- Of schedules: nothing is caught up from before. Set when the trigger is first seen, and when it is resumed.
  since timestamptz not null,
  -- Null: as its document says.
  paused boolean,
  changed_by text,
  changed_at timestamptz,
  -- Of a change feed: the last value of the rising column; of runs of another flow: the last run's end.
  position text,
  -- Of a change feed: its first position. What stood there is no news, however a look reaches back.
  began text,
  -- When a process last looked at its source: one of many does, each time.
  looked_at timestamptz,
  problem_code text,
  problem text,
  problem_at timestamptz
);

create table gantry.firings (
  trigger text not null,
  key text not null,
  at timestamptz not null,
  -- Null where no run could be started; then `code` says why.
  run text,
  code text,
  primary key (trigger, key)
);
create index firings_by_time on gantry.firings (trigger, at desc);
create index firings_old on gantry.firings (at);
create index runs_ended on gantry.runs (flow, ended_at) where status = 'done';
