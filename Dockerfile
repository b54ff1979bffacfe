# syntax=docker/dockerfile:1
# The image of Plek: built in two stages, run by a user without rights on a read-only file system.

FROM python:3.11-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir --disable-pip-version-check 'uv>=0.9'
WORKDIR /app

# The design system's styles, fonts and script; Node comes from the development group and stays in this stage.
FROM build AS assets
COPY pyproject.toml uv.lock .python-version ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --only-dev
COPY assets assets
COPY src src
RUN PYTHONPATH=src .venv/bin/python -m plek.shared.ui.build

FROM build AS application
COPY pyproject.toml uv.lock .python-version README.md ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-dev --no-install-project
COPY src src
COPY tools tools
COPY --from=assets /app/src/plek/shared/ui/static src/plek/shared/ui/static
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-dev \
    && .venv/bin/python tools/messages.py compile \
    && .venv/bin/python -m compileall -q src
# Values that let the settings load; none of them ends up in the image, and no database is asked.
RUN PLEK_MODE=production PLEK_HOSTS=build PLEK_STATIC_ROOT=/app/static \
    DATABASE_URL=postgresql://build@localhost/build DATABASE_OWNER_URL= \
    PLEK_SECRET_KEY=only-to-gather-static-files-only-to-gather-static-files \
    PLEK_DATA_KEYS=only-to-gather-static-files-only-to-gather-static-files \
    PLEK_LOOKUP_KEY=only-to-gather-static-files-only-to-gather-static-files \
    .venv/bin/python -m django collectstatic --noinput --settings plek.config.settings

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Plek" \
      org.opencontainers.image.description="The open platform for Individual Placement and Support" \
      org.opencontainers.image.licenses="EUPL-1.2"
RUN groupadd --system --gid 10001 plek \
    && useradd --system --uid 10001 --gid plek --no-create-home --home-dir /data --shell /usr/sbin/nologin plek \
    && install -d -o plek -g plek -m 0700 /data
COPY --from=application /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PLEK_MODE=production \
    PLEK_HOME=/data \
    PLEK_STATIC_ROOT=/app/static \
    PLEK_PORT=8000
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-m", "plek.config.processes", "healthz"]
CMD ["plek", "serve", "--host", "0.0.0.0", "--port", "8000"]
