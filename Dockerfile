# The product without its servers: one image, which docker-compose.yml runs as web, worker, reports and beat.
FROM python:3.13-slim-bookworm AS build
COPY docker/requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.txt

FROM python:3.13-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin msp
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/srv/static
WORKDIR /srv/msp
COPY --from=build /opt/venv /opt/venv
COPY manage.py pyproject.toml ./
COPY docker/entrypoint.sh docker/healthcheck.py docker/
COPY msp msp/
COPY audit audit/
COPY ui ui/
COPY accounts accounts/
COPY people people/
COPY enquiries enquiries/
COPY outcomes outcomes/
COPY principles principles/
COPY casefile casefile/
COPY oversight oversight/
COPY templates templates/
COPY static static/
RUN PRODUCTION=1 python manage.py collectstatic --noinput
USER msp
ENTRYPOINT ["docker/entrypoint.sh"]
CMD ["web"]
