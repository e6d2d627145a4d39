#!/bin/sh
# Runs once, when the volume is new: one role and one database per service, and no role can enter another's.
set -eu

for service in intake routing follow_up feedback_analytics; do
  variable="$(echo "$service" | tr '[:lower:]' '[:upper:]')_DATABASE_PASSWORD"
  eval "password=\$$variable"
  psql -v ON_ERROR_STOP=1 -U postgres -d postgres -v service="$service" -v password="$password" <<'SQL'
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke connect on database :"service" from public;
SQL
done
