"""What every address says about who may ask it. An address that says nothing does not answer.

A view declares its policy with the verbs of the rule table (`accounts/rules.py`); the view and its acts keep it, the
documentation (`docs/access.md`) and the access matrix (`tests/access/`) are made from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """`sees` is what somebody must have to get an answer other than "not found"; `does` what they must have besides."""

    is_public: bool = False
    sees: StrEnum | None = None
    does: StrEnum | None = None
    is_on_record: bool = False
    also: str = ""
    or_else: str = ""

    @property
    def in_words(self) -> str:
        if self.is_public:
            return "Anybody, signed in or not"
        if self.sees is None and self.does is None:
            return "Anybody who is signed in, about themselves"
        verbs = [verb.value for verb in (self.sees, self.does) if verb]
        besides = [words for words in (self.also, f"or {self.or_else}" if self.or_else else "") if words]
        return "; ".join([" and ".join(dict.fromkeys(verbs)), *besides])


def public(view: View) -> View:
    """Anybody may ask: it tells nothing about anybody."""
    return _declared(view, Policy(is_public=True))


def own(view: View) -> View:
    """Whoever is signed in may ask, about themselves and nobody else."""
    return _declared(view, Policy())


def declares(does: StrEnum, *, also: str = "") -> Callable[[View], View]:
    """A page about no single record: for whoever has the verb in any relation. Others are refused."""
    return lambda view: _declared(view, Policy(does=does, also=also))


def on_record(
    sees: StrEnum, does: StrEnum | None = None, *, also: str = "", or_else: str = ""
) -> Callable[[View], View]:
    """A page about one record. Who lacks `sees` on it finds nothing; who lacks `does` is refused.

    `also` says in words what else is asked that the table cannot tell, such as having written it oneself; `or_else`
    who is let in besides.
    """
    return lambda view: _declared(
        view, Policy(sees=sees, does=does, is_on_record=True, also=also, or_else=or_else)
    )


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """What `view` declares, however it is wrapped."""
    found: Any = view
    while found is not None:
        if isinstance(policy := getattr(found, "policy", None), Policy):
            return policy
        found = getattr(found, "__wrapped__", None)
    return None


def _declared(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]  # an attribute of a function
    return view
