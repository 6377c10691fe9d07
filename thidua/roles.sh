#!/bin/sh
# Chạy một lần khi máy chủ PostgreSQL của docker-compose được khởi tạo: tạo vai với mật khẩu và cơ sở dữ liệu.
set -eu
psql -X -q -U "${POSTGRES_USER:-postgres}" -d postgres -v owner_password="$OWNER_PASSWORD" \
    -v app_password="$APP_PASSWORD" -v ops_password="$OPS_PASSWORD" -f /srv/roles.sql
