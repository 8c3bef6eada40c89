from celery import shared_task

from accounts import sessions


@shared_task
def remove_ended_sessions() -> None:
    """A sweep: safe to run twice and beside itself."""
    sessions.remove_ended()
