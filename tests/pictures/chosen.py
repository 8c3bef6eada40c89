"""The few pictures that the README and the guide show, made small."""

from pathlib import Path

from PIL import Image

WIDTH = 900
MOST_BYTES = 120_000
CHOSEN = {
    "thread-desk": 1900,
    "thread-phone": 1700,
    "home-desk": 1300,
    "first-visit-desk": 1000,
    "case-desk": 1300,
    "case-safe-contact-desk": 700,
    "concern-parts-desk": 1000,
    "concern-part-desk": 1000,
    "find-person-desk": 700,
    "record-conversation-desk": 1300,
    "outcome-from-answer-desk": 1000,
    "outcomes-desk": 1100,
    "add-action-desk": 1400,
    "refused-form-desk": 800,
    "review-desk": 1400,
    "balance-desk": 900,
    "timeline-desk": 1000,
    "decide-desk": 1200,
    "close-desk": 1000,
    "figures-desk": 1400,
    "figure-rows-desk": 800,
    "advocate-desk": 800,
    "advocate-case-desk": 1100,
    "advocate-view-desk": 900,
    "users-desk": 900,
    "user-desk": 900,
    "reminders-desk": 900,
    "reminder-settings-desk": 900,
    "report-1": 1200,
}
"""Each with the pixels of its height that are kept, counted at the size it was taken."""


def choose(taken: Path, kept: Path) -> None:
    """Make `kept` hold exactly the chosen pictures of `taken`."""
    kept.mkdir(parents=True, exist_ok=True)
    for old in kept.glob("*.png"):
        old.unlink()
    for name, height in CHOSEN.items():
        shrink(taken / f"{name}.png", height, kept / f"{name}.png")


def shrink(source: Path, height: int, target: Path) -> None:
    picture = Image.open(source).convert("RGB")
    picture = taken = picture.crop((0, 0, picture.width, min(height, picture.height)))
    if picture.width > WIDTH:
        picture = picture.resize(
            (WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS
        )
    for colours in (256, 128, 64):
        picture.quantize(palette=commonest(taken, colours), dither=Image.Dither.NONE).save(
            target, optimize=True
        )
        if target.stat().st_size < MOST_BYTES:
            return
    raise SystemExit(f"{target.name} is too large to keep: keep less of its height")


def commonest(picture: Image.Image, many: int) -> Image.Image:
    """The commonest colours as a palette: pages have few, and Pillow's own choice loses the pale ones."""
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)[:many]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour])
    return palette
