import re


def tidied(text: str) -> str:
    """The digits of an NHS number as people write it, "943 476 5919" or "943-476-5919"."""
    return re.sub(r"[\s-]", "", text)


def is_nhs_number(number: str) -> bool:
    """Whether ten digits end in their Modulus 11 check digit (NHS Data Dictionary, "NHS NUMBER").

    The first nine are weighted 10 to 2; eleven less the remainder of their sum is the tenth, 11 stands for 0, and a
    number that would need 10 is never issued.
    """
    if not re.fullmatch(r"[0-9]{10}", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(number[9])
