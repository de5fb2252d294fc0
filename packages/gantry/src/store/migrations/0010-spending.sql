-- What budgets have spent, a row for each holder and period: names of budgets, flows and callers, counts and sums.
create table gantry.spending (
  budget text not null,
  -- The flow or the caller; empty for the tenant.
  holder text not null,
  -- First day of the period, by the company's calendar.
  period date not null,
  tokens bigint not null default 0,
  -- Millionths of a US dollar.
  micros bigint not null default 0,
  primary key (budget, holder, period)
);

-- Takes an estimate from all these budgets or, where one would be overdrawn, from none, and gives its name. Rows are
-- locked in one order, so that two processes never wait for each other.
create function gantry.reserve(
  budgets text[], holders text[], periods date[], most_tokens bigint[], most_micros bigint[],
  some_tokens bigint, some_micros bigint
) returns text language plpgsql as $$
declare
  overdrawn text;
begin
  insert into gantry.spending (budget, holder, period)
    select * from unnest(budgets, holders, periods) order by 1, 2, 3 on conflict do nothing;
  perform from gantry.spending s
    join unnest(budgets, holders, periods) as asked (budget, holder, period) using (budget, holder, period)
    order by s.budget, s.holder, s.period for update of s;
  select asked.budget into overdrawn from gantry.spending s
    join unnest(budgets, holders, periods, most_tokens, most_micros)
      as asked (budget, holder, period, tokens, micros) using (budget, holder, period)
    where s.tokens + some_tokens > asked.tokens or s.micros + some_micros > asked.micros
    order by 1 limit 1;
  if overdrawn is not null then return overdrawn; end if;
  update gantry.spending s set tokens = s.tokens + some_tokens, micros = s.micros + some_micros
    from unnest(budgets, holders, periods) as asked (budget, holder, period)
    where (s.budget, s.holder, s.period) = (asked.budget, asked.holder, asked.period);
  return null;
end $$;

create index ledger_of_usage on gantry.ledger (at) where body ? 'usage';
