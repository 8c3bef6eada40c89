#!/bin/sh
# One word says what this container is. `migrate` runs as the owner of the database, everything else as the app.
set -eu

work() {
    python manage.py check --deploy --database default --fail-level ERROR
    exec celery -A msp "$@" --loglevel "${LOG_LEVEL:-WARNING}"
}

case "$1" in
web)
    python manage.py check --deploy --database default --fail-level ERROR
    exec granian --interface wsgi --host 0.0.0.0 --port 8000 --no-ws \
        --workers "${WEB_PROCESSES:-2}" --blocking-threads "${WEB_THREADS:-4}" --backpressure 64 \
        --respawn-failed-workers --workers-lifetime 6h --workers-kill-timeout 30 msp.wsgi:application
    ;;
worker) work worker --queues celery --concurrency "${WORKER_PROCESSES:-2}" ;;
reports) work worker --queues reports --concurrency 1 --max-tasks-per-child 50 ;;
beat) work beat --schedule /tmp/beat-schedule --pidfile= ;;
migrate) exec python manage.py migrate --noinput ;;
manage)
    shift
    exec python manage.py "$@"
    ;;
*)
    echo "say web, worker, reports, beat, migrate or manage" >&2
    exit 64
    ;;
esac
