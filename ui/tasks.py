from celery import shared_task

from ui import drafts


@shared_task  # type: ignore[untyped-decorator]  # the library has no types
def remove_old_drafts() -> None:
    """A sweep: safe to run twice and beside itself."""
    drafts.remove_old()
