-- What the database really defines and grants, one line an object: "kind name: what about it". CatalogCheck compares the lines
-- with expected-catalog.txt. Anybody may read what this reads, so the web's own login is enough. It says the same on PostgreSQL
-- 15 to 18, whoever the superuser and the migrating login are, where search_path is pg_catalog.

with regain as (select oid from pg_namespace where nspname = 'regain'),
role as (select * from pg_roles where rolname in ('regain_owner', 'regain_app', 'regain_mailer', 'regain_admin')),
-- PostgreSQL's own, in which the names of every function here are looked up first, are below this number.
added as (select 16384::oid as first, 'pg_catalog'::regnamespace as space),
-- Rights of others than the owner. What nobody was granted anything on does not occur.
granted as (
    select kind, object, part, string_agg(case grantee when 0 then 'public' else grantee::regrole::text end || ' ' || rights, ', '
                                          order by grantee::regrole::text collate "C") as rights
    from (select kind, object, part, grantee,
                 string_agg(lower(privilege_type) || case when is_grantable then ' with grant option' else '' end, ' '
                            order by privilege_type collate "C") as rights
          from (select 'schema' as kind, n.oid as object, 0 as part, n.nspowner as owner, n.nspacl as acl from pg_namespace n
                union all select 'relation', c.oid, 0, c.relowner, c.relacl from pg_class c
                where c.relnamespace = (table regain)
                union all select 'relation', c.oid, a.attnum, c.relowner, a.attacl from pg_class c
                join pg_attribute a on a.attrelid = c.oid where c.relnamespace = (table regain)
                -- Where nothing is written, everybody may call a function.
                union all select 'function', p.oid, 0, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)) from pg_proc p
                where p.pronamespace = (table regain)
                union all select 'default', d.oid, 0, d.defaclrole, d.defaclacl from pg_default_acl d) owned,
               aclexplode(acl)
          where grantee <> owner
          group by kind, object, part, grantee) grantees
    group by kind, object, part)

select 'schema regain: owner ' || nspowner::regrole || coalesce('; ' || rights, '')
from pg_namespace n left join granted g on g.kind = 'schema' and g.object = n.oid
where n.oid = (table regain)

union all
select case relkind when 'r' then 'table ' when 'v' then 'view ' when 'm' then 'materialized view ' when 'S' then 'sequence '
       else 'relation of kind ' || relkind::text || ' ' end || relname || ': owner ' || relowner::regrole
       || case relpersistence when 'p' then '' else '; not logged' end
       || case when relrowsecurity or relforcerowsecurity then '; row security' else '' end || coalesce('; ' || rights, '')
from pg_class c left join granted g on g.kind = 'relation' and g.object = c.oid and g.part = 0
where relnamespace = (table regain) and relkind not in ('i', 'I')

union all
select 'column ' || relname || '.' || attname || ': ' || format_type(atttypid, atttypmod)
       || case when attcollation in (0, 100) then '' else ' collate ' || attcollation::regcollation end
       || case when attnotnull then ' not null' else '' end
       || case attidentity when '' then '' else ' identity ' || attidentity::text end
       || coalesce(case attgenerated when '' then ' default ' else ' generated ' end || pg_get_expr(adbin, adrelid), '')
       || coalesce('; ' || rights, '')
from pg_class c join pg_attribute a on attrelid = c.oid left join pg_attrdef on adrelid = c.oid and adnum = attnum
left join granted g on g.kind = 'relation' and g.object = c.oid and g.part = attnum
where relnamespace = (table regain) and relkind not in ('i', 'I') and attnum > 0 and not attisdropped
  and relname <> 'flyway_schema_history'

union all
-- PostgreSQL 18 lists what is not null among the constraints as well.
select 'constraint ' || conname || ' on ' || relname || ': ' || pg_get_constraintdef(k.oid)
from pg_constraint k join pg_class c on c.oid = conrelid
where relnamespace = (table regain) and contype <> 'n' and relname <> 'flyway_schema_history'

union all
select 'index ' || i.relname || ' on ' || c.relname || ': ' || pg_get_indexdef(i.oid)
       || case when indisvalid and indisready and indislive then '' else ' invalid' end
from pg_index join pg_class i on i.oid = indexrelid join pg_class c on c.oid = indrelid
where c.relnamespace = (table regain) and c.relname <> 'flyway_schema_history'

union all
-- The triggers that keep foreign keys are named only where they were disabled.
select 'trigger ' || tgname || ' on ' || relname || ': '
       || case tgenabled when 'O' then '' when 'A' then 'always; ' when 'R' then 'replica; ' else 'DISABLED; ' end
       || case when tgisinternal then 'a foreign key' else pg_get_triggerdef(t.oid) end
from pg_trigger t join pg_class c on c.oid = tgrelid
where relnamespace = (table regain) and (not tgisinternal or tgenabled <> 'O')

union all
select 'function ' || proname || '(' || oidvectortypes(proargtypes) || '): ' || lanname || ' '
       || case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end
       || case when prosecdef then ' security definer' else '' end || case when proisstrict then ' strict' else '' end
       || case when proleakproof then ' leakproof' else '' end || case prokind when 'f' then '' else ' kind ' || prokind::text end
       || ' returns ' || pg_get_function_result(p.oid)
       || coalesce('; defaults ' || pg_get_expr(proargdefaults, 0), '')
       || coalesce('; set ' || array_to_string(proconfig, ', '), '')
       || '; owner ' || proowner::regrole || coalesce('; ' || rights, '')
       -- A body that is parsed when the function is made (`return …`) leaves no source.
       || '; ' || encode(sha256(convert_to(replace(prosrc || coalesce(pg_get_function_sqlbody(p.oid), ''), chr(13), ''), 'UTF8')), 'hex')
from pg_proc p join pg_language l on l.oid = prolang left join granted g on g.kind = 'function' and g.object = p.oid
where pronamespace = (table regain)

union all
select 'rule ' || rulename || ' on ' || relname || ': ' || pg_get_ruledef(r.oid)
from pg_rewrite r join pg_class c on c.oid = ev_class
where relnamespace = (table regain) and relkind = 'r'

union all
select 'policy ' || polname || ' on ' || polrelid::regclass || ': row security'
from pg_policy join pg_class c on c.oid = polrelid where relnamespace = (table regain)

union all
select 'child ' || inhrelid::regclass || ' of ' || relname || ': inherits'
from pg_inherits join pg_class c on c.oid = inhparent where relnamespace = (table regain) and relkind not in ('i', 'I')

union all
select 'type ' || typname || ': of kind ' || typtype::text from pg_type
where typnamespace = (table regain) and typrelid = 0 and typcategory <> 'A'

union all
select 'operator ' || o.oid::regoperator || ': ' || oprcode
from pg_operator o, added where oprnamespace = (table regain) or (oprnamespace = space and o.oid >= first)

union all
select 'function pg_catalog.' || proname || '(' || oidvectortypes(proargtypes) || '): added to those of PostgreSQL'
from pg_proc p, added
where pronamespace = space and p.oid >= first
  and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')

union all
select 'role ' || rolname || ': ' || case when rolcanlogin then 'login' else 'nologin' end
       || case when rolsuper then ' SUPERUSER' else '' end || case when rolbypassrls then ' BYPASSRLS' else '' end
       || case when rolcreaterole then ' CREATEROLE' else '' end || case when rolcreatedb then ' CREATEDB' else '' end
       || case when rolreplication then ' REPLICATION' else '' end
       || coalesce('; set ' || array_to_string(rolconfig, ', '), '')
from role

union all
-- Settings of one of the roles in one database, and of the database or of all for everybody, that switch triggers off.
select 'setting ' || coalesce(rolname, 'for everybody') || ': ' || setting
from pg_db_role_setting left join role on role.oid = setrole, unnest(setconfig) setting
where (setrole = 0 or rolname is not null) and setdatabase in (0, (select oid from pg_database where datname = current_database()))
  and (setrole <> 0 and setdatabase <> 0 or setrole = 0 and setting ~ '^(session_replication_role|search_path|.*_preload_libraries)=')

union all
select 'setting session_replication_role: ' || current_setting('session_replication_role')

union all
select 'member ' || member::regrole || ' of ' || roleid::regrole || ': a member'
from pg_auth_members
where member in (select oid from role) or roleid in (select oid from role where rolname <> 'regain_owner')

union all
-- One login migrates. Who may do everything anyway is not counted.
select 'members of regain_owner: ' || string_agg(login.rolname, ', ' order by login.rolname)
from pg_roles login, role owner
where owner.rolname = 'regain_owner' and login.rolcanlogin and not login.rolsuper and login.oid <> owner.oid
  and pg_has_role(login.oid, owner.oid, 'member')
having count(*) > 1

union all
select 'default privileges of ' || defaclrole::regrole || ' on ' || defaclobjtype::text || ': '
       || case defaclnamespace when 0 then 'in every schema' else 'in ' || defaclnamespace::regnamespace end
       || coalesce('; ' || rights, '')
from pg_default_acl d left join granted g on g.kind = 'default' and g.object = d.oid
where defaclnamespace = (table regain) or defaclnamespace = 0 and defaclrole in (select oid from role)
