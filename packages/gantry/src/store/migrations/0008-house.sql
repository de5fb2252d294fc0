-- What is true of the database as a whole: `key` is a keyed hash by which a process with another master key is told apart,
-- `moved` names where the data has gone.
create table gantry.house (
  name text primary key,
  value text not null,
  at timestamptz not null default now()
);

-- Which process bears the name, as its machine knows it: `host/pid`.
alter table gantry.executors add column process text not null default '';

create index runs_live on gantry.runs (status) where ended_at is null;

-- Token buckets of callers where several processes share them. Not worth a log: after a crash they are full again.
create unlogged table gantry.buckets (
  caller text primary key,
  tokens double precision not null,
  allowed boolean not null,
  at timestamptz not null
);
