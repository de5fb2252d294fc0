-- What guests keep of the rows they work on: checkpoints of graphs and the writes after them. `row` is a keyed hash of the
-- row's key, `thread` and `namespace` of what the guest calls them. A checkpoint has its id and `part` ''; a write after it has a keyed
-- hash of its task and place as `part`; what a channel holds has no checkpoint, since many share it, and a keyed hash of
-- channel and version. The row's first entry (all of these '') says whom it tells of: all others are sealed like it.
create table gantry.guest_parts (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  row text not null,
  thread text not null,
  namespace text not null,
  -- Compared byte by byte: ids tell the order.
  checkpoint text collate "C" not null,
  part text not null,
  sealed bytea not null,
  primary key (run, step, row, thread, namespace, checkpoint, part)
);
alter table gantry.guest_parts alter column sealed set storage external;
