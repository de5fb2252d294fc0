-- A hospital's equipment, as somebody built it over fifteen years: abbreviated names, two languages, a table in capitals,
-- enums, a domain, composite keys, numbers beyond 2^53, people everywhere. Rows come from arithmetic: the same every time.
create type risk_class as enum ('I', 'IIa', 'IIb', 'III');
create type device_state as enum ('in service', 'in repair', 'on loan', 'scrapped');
create type prio as enum ('low', 'normal', 'urgent');
create domain money_chf as numeric(12,2) check (value >= 0);

create table sites (
  site_id smallint primary key, site_nm text not null, strasse text, plz char(4), ort text, ctry char(2) not null);
insert into sites select i, 'Campus ' || chr(64 + i), 'Spitalstrasse ' || i, (8000 + i)::text, (array['Zürich','Basel','Bern'])[i], 'CH'
  from generate_series(1, 3) i;

create table "Department" (
  "DeptNo" text primary key, "DeptName" text not null, site_id smallint not null references sites, cost_ctr integer not null);
insert into "Department" select 'D' || lpad(i::text, 3, '0'),
    (array['Radiology','Cardiology','Intensive Care','Surgery','Oncology','Paediatrics','Nephrology','Emergency'])[i], 1 + i % 3, 4000 + i * 10
  from generate_series(1, 8) i;

create table staff_members (
  pers_no integer primary key, fname text not null, lname text not null, mail text unique, tel text, dob date not null,
  dept_no text not null references "Department" ("DeptNo"), job_title text not null, lohn money_chf, opt_out boolean not null);
insert into staff_members select 10000 + i,
    (array['Anna','Luca','Mia','Noah','Lea','Jonas','Sofia','Matteo','Elena','David','Nina','Simon'])[1 + i % 12],
    (array['Müller','Rossi','Keller','Favre','Weber','Bianchi','Huber','Dubois','Schmid','Moser','Graf'])[1 + i % 11],
    'p' || i || '@klinik.example', '+41 44 ' || 200 + i % 700 || ' ' || lpad((i * 37 % 100)::text, 2, '0') || ' ' || lpad((i * 53 % 100)::text, 2, '0'),
    date '1960-01-01' + i * 61 % 14000, 'D' || lpad((1 + i % 8)::text, 3, '0'),
    (array['Nurse','Technician','Physician','Engineer'])[1 + i % 4], 60000 + i * 317 % 90000, i % 9 = 0
  from generate_series(1, 240) i;

create table mfr (mfr_id integer primary key, mfr_name text not null, website text, hotline text, vat_no text);
insert into mfr select i, (array['Medivon AG','Pulsar Ltd','Kardia GmbH','Nordlys A/S','Helix Inc.','Sanara SA'])[i],
    'https://www.m' || i || '.example', '+49 30 555 ' || 100 + i, 'CHE-' || 100 + i || '.' || 200 + i from generate_series(1, 6) i;

create table device_categories (cat_id integer primary key, bezeichnung text not null, risk risk_class not null);
insert into device_categories select i, (array['Ventilator','Infusion pump','MRI scanner','ECG','Dialysis','Bed','Defibrillator','Monitor'])[i],
    (array['III','IIb','IIb','IIa','III','I','III','IIb'])[i]::risk_class from generate_series(1, 8) i;

create table device_models (
  model_code text primary key, mfr_id integer not null references mfr, cat_id integer not null references device_categories,
  model_name text not null, list_price money_chf not null, launched date);
insert into device_models select 'M-' || 100 + i, 1 + i % 6, 1 + i % 8, 'Model ' || chr(65 + i % 26) || i, 900 + i * 1733.35, date '2012-03-01' + i * 97
  from generate_series(1, 40) i;

create table devices (
  asset_no text primary key, model_code text not null references device_models, serial_no text not null unique,
  dept_no text not null references "Department" ("DeptNo"), bought_on date not null, purchase_price money_chf not null,
  status device_state not null, spec jsonb);
insert into devices select 'A' || lpad(i::text, 5, '0'), 'M-' || 101 + i % 40, md5(i::text), 'D' || lpad((1 + i * 7 % 8)::text, 3, '0'),
    date '2014-01-01' + i * 3, round(800 + (i * 7919 % 90000) * 1.17, 2),
    (array['in service','in service','in service','in repair','on loan','scrapped'])[1 + i % 6]::device_state,
    jsonb_build_object('voltage', 230, 'weight_kg', i % 90)
  from generate_series(1, 1500) i;

create table maintenance_plans (
  plan_id integer primary key, model_code text not null references device_models, interval_days integer not null, kind text not null);
insert into maintenance_plans select i, 'M-' || 100 + i, 90 * (1 + i % 4), (array['inspection','calibration','overhaul'])[1 + i % 3] from generate_series(1, 40) i;

create table work_orders (
  wo_id bigint primary key, asset_no text not null references devices, opened_at timestamptz not null, closed_at timestamptz,
  priority prio not null, fault_descr text, technician integer not null references staff_members, cost numeric(10,2) not null);
insert into work_orders select 9007199254740992 + i, 'A' || lpad((1 + i * 13 % 1500)::text, 5, '0'),
    timestamptz '2025-01-01 06:00:00+00' + (i * 157 % 980) * interval '17 hours',
    case when i % 5 > 0 then timestamptz '2025-01-03 06:00:00+00' + (i * 157 % 980) * interval '17 hours' end,
    (array['low','normal','urgent'])[1 + i % 3]::prio,
    'Reported by the ward: the device stopped during use and shows error ' || i % 40 || '; please call back the nurse on duty.',
    10001 + i % 240, round((i * 7907 % 250000) / 100.0, 2)
  from generate_series(1, 6000) i;

create table spare_parts (part_no text primary key, descr text not null, unit_price numeric(8,2) not null, stock_qty integer not null);
insert into spare_parts select 'P' || 1000 + i, (array['Seal','Battery','Valve','Cable','Filter'])[1 + i % 5] || ' ' || i, i * 3.35, i * 7 % 60 from generate_series(1, 120) i;

create table wo_parts (wo_id bigint not null references work_orders, part_no text not null references spare_parts, qty smallint not null, primary key (wo_id, part_no));
insert into wo_parts select 9007199254740992 + i, 'P' || 1001 + i % 120, 1 + i % 4 from generate_series(1, 6000, 2) i;

create table calibrations (cal_id uuid primary key, asset_no text not null references devices, done_on date not null, passed boolean not null, deviation double precision);
insert into calibrations select md5('c' || i)::uuid, 'A' || lpad((1 + i * 11 % 1500)::text, 5, '0'), date '2025-06-01' + i % 500, i % 17 > 0, (i % 100) / 250.0
  from generate_series(1, 2500) i;

create table loans (
  loan_no integer primary key, asset_no text not null references devices, to_dept text not null references "Department" ("DeptNo"),
  borrower_pers_no integer not null references staff_members, lent_on date not null, returned_on date);
insert into loans select i, 'A' || lpad((1 + i * 17 % 1500)::text, 5, '0'), 'D' || lpad((1 + i % 8)::text, 3, '0'), 10001 + i * 3 % 240,
    date '2026-01-01' + i % 300, case when i % 4 > 0 then date '2026-01-05' + i % 300 end from generate_series(1, 900) i;

create table incidents (
  inc_id integer primary key, asset_no text not null references devices, reported_by integer references staff_members,
  happened_at timestamp not null, narrative text not null, diagnosis_code text);
insert into incidents select i, 'A' || lpad((1 + i * 19 % 1500)::text, 5, '0'), 10001 + i % 240, timestamp '2026-02-01 08:00' + i * interval '5 hours',
    'During the night shift the alarm did not sound and the patient in bed ' || i % 30 || ' had to be moved.', 'Z' || i % 90 from generate_series(1, 300) i;

create table service_contracts (
  contract_no text primary key, mfr_id integer not null references mfr, start_dt date not null, end_dt date not null, annual_value money_chf not null, auto_renew boolean not null);
insert into service_contracts select 'SC-' || 200 + i, 1 + i % 6, date '2024-01-01' + i * 20, date '2027-01-01' + i * 20, 5000 + i * 1250.55, i % 2 = 0 from generate_series(1, 18) i;

analyze;
