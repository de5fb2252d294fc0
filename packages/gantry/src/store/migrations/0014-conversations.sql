-- A conversation is found by its tenant, its person and the name that his client gave it: the same name with another
-- person is another conversation.
alter table gantry.conversations add column tenant text not null default '';
alter table gantry.conversations drop constraint conversations_pkey;
alter table gantry.conversations add primary key (tenant, subject, id);
create index conversations_by_time on gantry.conversations (updated_at);
