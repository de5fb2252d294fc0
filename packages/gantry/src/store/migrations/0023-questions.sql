-- Questions that people have saved. Who saved or subscribed is a keyed hash; name, question, input and condition are sealed,
-- and so is what a run is compared by: keyed hashes of rows, never values.

-- Those who have saved or subscribed, as their last token said who they are.
create table gantry.people (
  person text primary key,
  sealed bytea not null,
  seen_at timestamptz not null
);

create table gantry.questions (
  id text primary key,
  owner text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  -- False once its owner has lost the right to ask it.
  active boolean not null default true,
  -- Null: asked by hand alone.
  next_at timestamptz,
  problem_code text,
  problem text,
  problem_at timestamptz
);
create index questions_due on gantry.questions (next_at) where active;

create table gantry.question_runs (
  question text not null references gantry.questions on delete cascade,
  -- A scheduled time, or a random one.
  key text not null,
  run text not null,
  at timestamptz not null,
  -- 'running', 'compared', 'failed'
  state text not null,
  sealed bytea,
  rows integer not null default 0,
  added integer not null default 0,
  gone integer not null default 0,
  changed integer not null default 0,
  alert boolean not null default false,
  -- What it was compared with; null: nothing.
  since timestamptz,
  primary key (question, key)
);
create index question_runs_open on gantry.question_runs (at) where state = 'running';
create index question_runs_by_run on gantry.question_runs (run);
create index question_runs_by_time on gantry.question_runs (question, at desc);

create table gantry.question_subscribers (
  question text not null references gantry.questions on delete cascade,
  person text not null,
  muted boolean not null default false,
  -- All up to here has been looked at.
  seen_at timestamptz not null,
  primary key (question, person)
);
create index question_subscribers_of on gantry.question_subscribers (person);
