from celery import shared_task

from ui import drafts


@shared_task
def remove_old_drafts() -> None:
    """A sweep: safe to run twice and beside itself."""
    drafts.remove_old()
