-- Why a step has no rows of its own: `when` (its condition did not hold), `error` (it failed, and the flow says what then),
-- `unused` (it would have stood in for another), `blocked` (what it reads will never be there).
alter table gantry.steps add column reason text;

-- Of a row that could not be made, with what the flow says of that case in its place.
alter table gantry.step_results add column code text;
-- Where a large result is kept; `sealed` then says what is there.
alter table gantry.step_results add column blob text;
create index step_results_blobs on gantry.step_results (blob) where blob is not null;

-- Rows of steps that work on so many at a time, or begin so many a minute: `waiting`, `admitted` (its job is enqueued),
-- `begun`, `ended`. Under the run's lock, so that all processes count the same.
create table gantry.limited_rows (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  row text not null,
  position bigint generated always as identity,
  state text not null default 'waiting',
  begun_at timestamptz,
  primary key (run, step, row)
);

-- A run that another one called, for one row of one of its steps; `parent_try` counts the tries from 1.
alter table gantry.runs add column parent text references gantry.runs on delete cascade;
alter table gantry.runs add column parent_step text;
alter table gantry.runs add column parent_row text;
alter table gantry.runs add column parent_try integer;
create index runs_by_parent on gantry.runs (parent, parent_step) where parent is not null;
