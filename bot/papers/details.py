"""One message with a name, a phone and an e-mail, in any order and form: what it says.

Addresses are cut out first, then phones, and the name is looked for in what is left. Nothing is
asked of the network: an address is judged by its form. What is nearly right is named, so that the
person learns what to send instead.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.papers.cases import accusative
from flows import fullname
from flows.appointee import FORM, Appointee
from flows.fullname import FullName
from flows.names import clean, visible

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NOTHING: Final = "nothing"
"""The trouble of a message in which nothing looks like what was asked for."""
LONGEST: Final = 1000
"""Characters of a message that are read."""
_NBSP: Final = "\N{NO-BREAK SPACE}"
_ADDRESS: Final = re.compile(r"[^\s@<>()\[\]{},;:\"«»]{1,64}\s?@\s?[^\s@<>()\[\]{},;:\"«»]{1,255}")
_DIGITS: Final = re.compile(r"(?<!\d)(?:\d[\s()-]*){5,}")
_RUN_ON: Final = re.compile(r"(?<=[a-z])\.[а-яё].*", re.IGNORECASE)
"""A Russian word that follows an address without a space: «…@example.ru.тел»."""
_OUTER: Final = ".!?'-"
_FORM: Final = re.compile(r"[А-Яа-яЁё]+(?:[-'’ ][А-Яа-яЁё]+)*")


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What a message says; `trouble` names what was nearly right (`note-package-…`)."""

    name: FullName | None = None
    phone: str = ""
    email: str = ""
    form: str = ""
    trouble: str = ""

    @property
    def found(self) -> bool:
        return bool(self.name or self.phone or self.email or self.form)


def read(text: str, field: str = "") -> Details:
    """Read a message; `field` is what alone was asked for, "" for everything at once."""
    text = visible(text)[:LONGEST]
    if field == FORM:
        return _form(text)
    email, wrong_email, rest = _email(text)
    phone, wrong_phone, rest = _phone(rest)
    name = fullname.read(rest) if field == "name" else fullname.find(rest)
    wrong_name = ""
    if name is not None and name.oblique:
        name, wrong_name = None, "oblique"
    elif name is None and fullname.has_initials(rest):
        wrong_name = "initials"
    found = Details(name, phone, email)
    trouble = wrong_name or wrong_phone or wrong_email
    if not trouble and not found.found:
        trouble = field or NOTHING
    return replace(found, trouble=trouble)


def understood(before: Appointee, said: Details) -> Appointee:
    """Put what was said to what is known; a new name is inflected anew."""
    after = before
    if said.name is not None:
        forms, chosen = accusative(said.name)
        after = replace(after, name=said.name, forms=forms, accusative=chosen)
    if said.form:
        after = replace(after, accusative=said.form)
    return replace(after, phone=said.phone or before.phone, email=said.email or before.email)


def _form(text: str) -> Details:
    """Read a name as it is to stand in the phrase: it is taken as it is typed."""
    line = clean(text, fullname.LONGEST)
    if not _FORM.fullmatch(line) or " " not in line:
        return Details(trouble=FORM)
    return Details(form=" ".join(map(fullname.proper, line.split())))


def _email(text: str) -> tuple[str, str, str]:
    """Return the address, what is wrong with what only looks like one, and the text without."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - when first used

    good, wrong, rest = "", "", text
    for found in _ADDRESS.finditer(text):
        whole = _RUN_ON.sub("", found.group())
        said = re.sub(r"\s", "", whole).strip(_OUTER)
        rest = rest.replace(whole, " ; ")
        try:
            checked = validate_email(said, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            wrong = "email" if said.partition("@")[0].isascii() else "letters"
        else:
            good = good or checked.normalized
    if not good and not wrong and "@" in text:
        wrong = "email"
    return good, "" if good else wrong, rest


def _phone(text: str) -> tuple[str, str, str]:
    """Return the mobile number, what is wrong with another, and the text without any."""
    from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type  # noqa: PLC0415

    mobile = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    good, wrong, rest = "", "", text
    for found in PhoneNumberMatcher(text, "RU"):
        rest = rest.replace(found.raw_string, " ; ")
        if number_type(found.number) in mobile:
            good = good or written(found.number)
        else:
            wrong = wrong or "city"
    if not good and not wrong and _DIGITS.search(rest):
        wrong = "phone"
    return good, "" if good else wrong, rest


def written(number: "PhoneNumber") -> str:
    """Write a number so that no line parts it: «+7 900 000 00 00»."""
    from phonenumbers import PhoneNumberFormat, format_number  # noqa: PLC0415 - when first used

    said = format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"[\s-]", _NBSP, said)
