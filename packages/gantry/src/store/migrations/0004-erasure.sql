-- Keys of data live outside the database from here on, so that destroying one reaches its copies too. What was sealed
-- under keys kept in here could be opened again from a copy: it is dropped, once, with the keys.
drop table gantry.data_keys;
truncate gantry.runs cascade;
truncate gantry.vault, gantry.conversations;
do $$ begin
  if to_regclass('dbos.workflow_status') is not null then truncate dbos.workflow_status cascade; end if;
end $$;
alter table gantry.vault drop column reference;

-- An erasure, from the moment it was asked for. `subject` is a keyed hash; `sealed` holds what is still needed to finish
-- it, and is null when it is done.
create table gantry.erasures (
  id text primary key,
  subject text not null,
  requested_by text not null,
  begun_at timestamptz not null,
  done_at timestamptz,
  sealed bytea,
  -- Keys that are to be destroyed, by their names.
  keys text[] not null default '{}',
  receipt jsonb
);
create unique index erasures_open on gantry.erasures (subject) where done_at is null;

-- SHA-256 of what an entry said, where that itself has been taken out by a rule of retention: the chain holds by it.
alter table gantry.ledger add column content text;
create index ledger_by_age on gantry.ledger (at) where content is null;
create index runs_by_end on gantry.runs (ended_at) where ended_at is not null;
