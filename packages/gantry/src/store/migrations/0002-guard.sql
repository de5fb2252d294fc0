-- What the guard keeps: wrapped data keys, sealed token rows, the ledger; and the memory of conversations.

-- Destroying a key (`wrapped` becomes null) erases what it sealed; the row stays so that no new key takes its place.
create table gantry.data_keys (
  run text not null,
  subject text not null,
  wrapped bytea,
  primary key (run, subject)
);

create table gantry.vault (
  run text not null,
  row text not null,
  token text not null,
  label text not null,
  sealed bytea not null,
  reference jsonb,
  primary key (run, row, token)
);
create index vault_by_token on gantry.vault (run, token);

create table gantry.ledger (
  chain text not null,
  seq bigint not null,
  at timestamptz not null,
  kind text not null,
  run text,
  caller text,
  body jsonb not null,
  hash text not null,
  previous text not null,
  primary key (chain, seq)
);
create index ledger_by_run on gantry.ledger (run, at, chain, seq);

create table gantry.conversations (
  id text primary key,
  subject text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sealed bytea not null
);
