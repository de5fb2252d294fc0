-- Documents that people and flows search: what they say is sealed, and what is searched in them are keyed words.
create table gantry.documents (
  id text primary key,
  collection text not null,
  -- Keyed hash of the content and of how it was read: equal means nothing is to be done.
  hash text not null,
  language text not null,
  passages integer not null,
  indexed_at timestamptz not null default now(),
  -- Its path and title, and the keys of those of whom it tells.
  sealed bytea not null
);
create index on gantry.documents (collection);

create table gantry.passages (
  document text not null references gantry.documents on delete cascade,
  position integer not null,
  collection text not null,
  -- Words with a meaning, for ranking.
  length integer not null,
  -- Keyed hashes of words with their places; headings and titles have weight A.
  words tsvector not null,
  -- Headings, place and text.
  sealed bytea not null,
  -- Of an embedding model: its name, and 32-bit floats, sealed.
  model text,
  vector bytea,
  primary key (document, position)
);
create index on gantry.passages using gin (words);
create index on gantry.passages (collection);
