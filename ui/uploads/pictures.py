"""Pictures are painted anew, which leaves behind where they were taken and whatever else is hidden in them."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ui.uploads.kinds import Kind, Refused

MOST_PIXELS = 50_000_000
NOT_A_PICTURE = "The picture cannot be opened: save it again as JPEG or PNG and choose it again"


def painted_anew(data: bytes, kind: Kind) -> bytes:
    """The same picture, upright, without EXIF, comments or anything behind its end. Raises Refused."""
    try:
        with Image.open(BytesIO(data), formats=[kind.name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(
                    "The picture has more than 50 million points: make it smaller and choose it again"
                )
            upright = ImageOps.exif_transpose(picture)
            bare = upright.convert("RGB" if kind is Kind.JPEG else "RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as fault:
        raise Refused(NOT_A_PICTURE) from fault
    bare.info.clear()
    written = BytesIO()
    bare.save(written, format=kind.name, **({"quality": 90} if kind is Kind.JPEG else {}))
    return written.getvalue()
