-- Several people for one approval, effects that are held back for a while, and reminders.
alter table gantry.approvals
  add column needed integer not null default 1,
  add column not_requester boolean not null default false;
alter table gantry.effects add column undo_until timestamptz;

-- One row for each reminder of a step, with recipient '', and from when it is due one for each mail of it: `recipient` is
-- a keyed hash of the address. `attempting` is committed before a mail goes, so that none goes twice.
create table gantry.reminders (
  run text not null references gantry.runs on delete cascade,
  step text not null,
  recipient text not null default '',
  by_role text not null,
  state text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (run, step, recipient)
);
create index reminders_due on gantry.reminders (due_at) where state in ('due', 'attempting');
