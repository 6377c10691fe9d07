-- Vai của cơ sở dữ liệu và cơ sở dữ liệu `thidua`; chạy bằng siêu người dùng qua psql, chạy lại bao nhiêu lần cũng được.
--   thidua_owner  sở hữu các bảng, chỉ dùng để migrate và tạo cơ sở dữ liệu thử
--   thidua_app    vai của ứng dụng: không sở hữu gì, luôn chịu bức tường hàng (row-level security)
--   thidua_ops    đọc được mọi hàng: chỉ dùng để sao lưu và trông nom, không bao giờ dùng để chạy web
-- Mật khẩu (tùy chọn): psql -v owner_password=… -v app_password=… -v ops_password=… -f roles.sql
\set ON_ERROR_STOP on

SELECT format('CREATE ROLE %I', role) FROM unnest(ARRAY['thidua_owner', 'thidua_app', 'thidua_ops']) AS role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec

ALTER ROLE thidua_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE thidua_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE thidua_ops LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
GRANT thidua_app TO thidua_owner;
GRANT pg_read_all_data TO thidua_ops;

\if :{?owner_password}
ALTER ROLE thidua_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE thidua_app PASSWORD :'app_password';
\endif
\if :{?ops_password}
ALTER ROLE thidua_ops PASSWORD :'ops_password';
\endif

-- Cùng một quy tắc chữ ở mọi máy: locale C.UTF-8 có sẵn trong PostgreSQL, không phụ thuộc hệ điều hành.
SELECT $$CREATE DATABASE thidua OWNER thidua_owner TEMPLATE template0 ENCODING 'UTF8'
         LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'$$
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'thidua') \gexec
REVOKE ALL ON DATABASE thidua FROM PUBLIC;
GRANT CONNECT ON DATABASE thidua TO thidua_app, thidua_ops;
