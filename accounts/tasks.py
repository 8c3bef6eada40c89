from celery import shared_task

from accounts import sessions, tries


@shared_task
def remove_ended_sessions() -> None:
    """A sweep over sessions and counted tries: safe to run twice and beside itself."""
    sessions.remove_ended()
    tries.remove_old()
    tries.remove_old_limits()
