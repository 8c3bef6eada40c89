from django.conf import settings
from django.db import models

from audit import clock
from audit.ids import new_id


class OfRecord(models.Model):
    """One user's form about one record, named without a foreign key: any app's row may have forms."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record_type = models.CharField(max_length=100, blank=True)
    record_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Draft(OfRecord):
    """Text typed into one rendered form and not sent yet. Only the one who typed it ever sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form_key = models.UUIDField()
    form = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=40, blank=True, help_text="The reference of what it is about")
    path = models.CharField(max_length=500)
    version = models.BigIntegerField(
        null=True, help_text="The version of the record that the typing began from"
    )
    posted = models.JSONField(help_text="Names of inputs and what was typed in each")
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_one_per_rendered_form", fields=["user", "form_key"]),
            models.CheckConstraint(
                name="draft_record_named_whole",
                condition=models.Q(record_type="", record_id="")
                | ~(models.Q(record_type="") | models.Q(record_id="")),
            ),
        ]
        indexes = [models.Index(fields=["record_type", "record_id"]), models.Index(fields=["saved_at"])]
        ordering = ["-saved_at", "-id"]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}"

    @property
    def address(self) -> str:
        """Where it is put back into its form."""
        return f"{self.path}{'&' if '?' in self.path else '?'}draft={self.pk}"


class Submission(models.Model):
    """A rendered form that has been sent and acted upon, with where its result is."""

    form_key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    result = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["submitted_at"])]

    def __str__(self) -> str:
        return f"{self.form} {self.form_key}"


class Parcel(OfRecord):
    """A form that came when its writer was signed out: encrypted, for 12 hours, for the writer alone."""

    form_key = models.UUIDField(primary_key=True)
    contents = models.BinaryField()
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["record_type", "record_id"]), models.Index(fields=["kept_at"])]

    def __str__(self) -> str:
        return str(self.form_key)
