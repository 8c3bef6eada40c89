"""Names as people say and mistype them: without accents and case, with nicknames, with the usual slips of a date."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

# Letters that have no decomposition, so that taking accents off leaves them as they are.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)

NICKNAMES = [
    set(group.split())
    for group in (
        "albert bert al alf alfred alfie",
        "alexander alexandra alex sandy sasha sandra",
        "andrew andy drew",
        "angela angie ange",
        "anne ann anna annie nan nancy hannah",
        "anthony tony",
        "barbara barb babs",
        "benjamin ben",
        "catherine katherine kathryn kate katie kath kathy cath cathy kitty katarzyna kasia",
        "charles charlie chas chuck",
        "christine christina chris tina chrissie krystyna",
        "christopher chris kit",
        "daniel dan danny",
        "david dave davey dafydd dai dewi taffy",
        "deborah deb debbie",
        "dorothy dot dottie dolly",
        "edward ed eddie ted teddy ned",
        "eileen aileen",
        "eleanor elinor nell nellie ellie",
        "elizabeth elisabeth liz lizzie beth betty betsy bess bessie eliza libby lilibet elzbieta ela",
        "evan ifan ieuan ioan ivan john",
        "florence flo florrie flossie",
        "frances fran frankie fanny",
        "francis frank",
        "frederick fred freddie",
        "geoffrey geoff jeff jeffrey",
        "george georgie",
        "gerald gerard gerry jerry",
        "gillian jill gill jilly",
        "gwendoline gwen gwenda gwyneth",
        "harold harry hal",
        "helen helena nell ellen",
        "henry harry hal hank",
        "irene rene reenie",
        "james jim jimmy jamie",
        "jane janet jan jean jeanie sian",
        "jennifer jenny jen",
        "jeremiah jeremy jerry",
        "joan joanne jo",
        "john jack johnny jon jonathan sion",
        "joseph joe joey jozef",
        "josephine jo josie",
        "judith judy judi",
        "kenneth ken kenny",
        "lawrence laurence larry laurie",
        "leonard len lenny",
        "lilian lillian lily lil",
        "malgorzata gosia margaret",
        "margaret maggie meg megan peggy peg madge marge rita greta mair marged",
        "martin marty martyn",
        "mary marie maria molly polly mair maureen",
        "matthew matt",
        "matilda tilly maud",
        "michael mike mick mickey mihangel",
        "muhammad mohammed mohammad mohamed muhammed mo",
        "nicholas nick nicky",
        "olwen olwyn",
        "patricia pat patsy trish tricia",
        "patrick pat paddy padraig",
        "peter pete pedr piotr",
        "philip phillip phil",
        "richard dick rick ricky richie rhisiart",
        "robert bob bobby rob robbie robin",
        "ronald ron ronnie",
        "samuel samantha sam sammy",
        "sarah sara sally sadie",
        "sidney sydney sid syd",
        "stanley stan",
        "stephen steven steve steffan",
        "susan susannah sue susie suzanne",
        "sylvia silvia syl",
        "theresa teresa terry tess tessa",
        "terence terry",
        "thomas tom tommy tomos",
        "veronica ronnie vera",
        "victoria vicky vick tori",
        "vincent vince vinny",
        "walter wally walt",
        "william bill billy will willie gwilym wil",
        "winifred win winnie freda",
        "zofia sophia sophie zosia",
    )
]


def folded(text: str) -> str:
    """Lower case, without accents, apostrophes or doubled space: for finding, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(PLAIN)
    without_apostrophes = re.sub(r"['’‘ʼ`]", "", plain)
    return " ".join(re.findall(r"\w+", without_apostrophes))


def search_name(*names: str) -> str:
    """All names of a person as one searchable line, each word once."""
    return " ".join(dict.fromkeys(folded(" ".join(names)).split()))[:1000]


def also_called(word: str) -> set[str]:
    """A folded word and every nickname or full form that goes with it."""
    return {word}.union(*(group for group in NICKNAMES if word in group))


def same_name(one: str, other: str) -> bool:
    """Whether two ways of naming somebody share a name; "her son Gareth" shares one with "Gareth Tarrable"."""
    others = set(_telling_words(other))
    return any(also_called(word) & others for word in _telling_words(one))


def _telling_words(text: str) -> list[str]:
    return [word for word in folded(text).split() if len(word) > 1 and word not in NOT_NAMES]


NOT_NAMES = frozenset(
    word
    for line in (
        "mr mrs ms miss mx dr the a an her his their my of and or to for from at in on with who is not any",
        "anyone anybody nobody everyone family son daughter brother sister mother father mum dad wife husband",
        "partner niece nephew aunt uncle cousin neighbour friend carer carers ex former step grandson",
        "granddaughter law person people home house care worker staff manager nurse doctor",
    )
    for word in line.split()
)


def date_slips(day: date) -> set[date]:
    """`day` and the dates that are easily written in its place: swapped, a digit out, a decade out, turned round."""
    return {day, *_possible(_slips(day)), day - timedelta(days=1), day + timedelta(days=1)}


def _slips(day: date) -> Iterator[tuple[int, int, int]]:
    yield day.year, day.day, day.month
    for years in (-10, -1, 1, 10):
        yield day.year + years, day.month, day.day
    for months in (-1, 1):
        yield day.year, day.month + months, day.day
    for days in (-10, 10):
        yield day.year, day.month, day.day + days
    century, tens, ones = day.year // 100, day.year // 10 % 10, day.year % 10
    yield century * 100 + ones * 10 + tens, day.month, day.day


def _possible(dates: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in dates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
