-- Rows of a prompt whose jobs write several: which job carries which row. Ids alone, keyed hashes of the rows' keys.
create table gantry.row_batches (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  -- The row whose job carries it: the first of those that come together.
  leader text not null,
  row text not null,
  position integer not null,
  primary key (run, step, row)
);
create index row_batches_by_leader on gantry.row_batches (run, step, leader, position);

-- Replies of models that stand for a time for whoever asks the same in the same tenant. `holder` is a keyed hash of the
-- tenant, `key` one of all that the reply depends on; the reply is sealed under the tenant's key and those of its subjects.
create table gantry.replies (
  key text primary key,
  holder text not null,
  sealed bytea not null,
  expires_at timestamptz not null
);
create index replies_expiring on gantry.replies (expires_at);
alter table gantry.replies alter column sealed set storage external;
