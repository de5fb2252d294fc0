-- Every policy that a run may have pinned, by its version: labels, rules and roles as they were. Kept in clear: a policy
-- holds no data, and is open to whom `see:policy` is granted.
create table gantry.policies (
  version text primary key,
  document jsonb not null,
  kept_at timestamptz not null default now()
);
