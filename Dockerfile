# Một ảnh cho web, worker, beat và migrate; mọi cấu hình đi bằng biến môi trường (bảng trong README.md).
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
# Pango để dàn trang PDF; Liberation Serif 2 là phông cùng khổ chữ với Times New Roman, đủ chữ tiếng Việt.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 tzdata \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/thidua
COPY pyproject.toml requirements.lock ./
RUN pip install -q --require-hashes -r requirements.lock

COPY . .
RUN useradd --system --home-dir /srv/thidua --shell /usr/sbin/nologin thidua \
    && mkdir -p /srv/state/media /srv/state/anchors /srv/state/static \
    && PRODUCTION=1 SECRET_KEY=chi-de-dung-anh MFA_KEYS=chi-de-dung-anh THIDUA_STATE=/srv/state \
       STATIC_ROOT=/srv/state/static python manage.py collectstatic --noinput --verbosity 0 \
    && chown -R thidua /srv/state
USER thidua
ENV THIDUA_STATE=/srv/state MEDIA_ROOT=/srv/state/media STATIC_ROOT=/srv/state/static PRODUCTION=1

EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "asginl", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--backpressure", "4096", "--http1-header-read-timeout", "10000", "--no-ws", "thidua.asgi:application"]
