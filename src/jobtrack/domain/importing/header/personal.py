"""Columns that are about persons: their files are refused. Source: the data rules, no persons."""

import re
from collections.abc import Collection, Iterable, Sequence

from jobtrack.domain.importing.sheet import column_letters
from jobtrack.domain.month import half_width
from jobtrack.domain.text import excerpt, folded
from jobtrack.errors.importing import PersonalData

_BEHIND = re.compile(
    r".*(?:姓名|身份证|身份证号|身份证号码|身份证件号码|公民身份号码|证件号|证件号码|手机|手机号|手机号码|电话|电话号码"
    r"|联系方式|联系人|银行卡|银行卡号|银行账号|银行账户|社保卡号|家庭住址|出生日期|出生年月)"
)
_WORDS = {
    "fullname", "firstname", "lastname", "surname", "familyname", "givenname", "middlename",
    "personname", "nameofperson", "idnumber", "idno", "idno.", "id-number", "identitynumber",
    "identitycard", "identitycardnumber", "identityno", "idcard", "nationalid", "nationalidnumber",
    "passport", "passportnumber", "passportno", "ssn", "socialsecuritynumber", "phone",
    "phonenumber", "phoneno", "telephone", "telephonenumber", "mobile", "mobilenumber",
    "mobilephone", "mobileno", "cellphone", "bankaccount", "bankcard", "bankcardnumber",
    "accountnumber", "dateofbirth", "birthdate", "birthday", "dob", "homeaddress", "email",
    "emailaddress", "e-mail",
}  # fmt: skip
_IDENTITY = re.compile(
    r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dxX]", re.ASCII
)
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}", re.ASCII)
_MOST_CELLS = 200
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def is_personal(header: str) -> bool:
    """Whether a column with this ``header`` holds names, identity numbers, phones or the like."""
    word = _BRACKETS.sub("", folded(half_width(header)))
    return word.replace("-", "") in _WORDS or word in _WORDS or _BEHIND.fullmatch(word) is not None


def looks_personal(texts: Iterable[str], *, is_figure: bool) -> bool:
    """Whether most of a column's ``texts`` look like identity numbers or mobile numbers.

    A figure may have eleven digits as a mobile number has (billions of yuan), so there it is no sign.
    """
    filled = [half_width(text).strip() for text in texts if text.strip()][:_MOST_CELLS]
    found = sum(
        1 for text in filled if _IDENTITY.fullmatch(text) or (not is_figure and _MOBILE.fullmatch(text))
    )
    return found * 2 > len(filled)


def check_headers(place: str, headers: Iterable[Sequence[str]]) -> None:
    """Refuse the sheet if one of the ``headers``, each a column's texts, is about persons.

    Errors: PersonalData.
    """
    for index, texts in enumerate(headers):
        for text in texts:
            if is_personal(text):
                raise _refusal(place, index, text)


def check_cells(
    place: str,
    rows: Sequence[Sequence[str]],
    figures: Collection[int] = (),
    headers: Sequence[str] = (),
) -> None:
    """Refuse the sheet if the first cells of a column are about persons; ``figures`` are its numbers.

    Errors: PersonalData.
    """
    for index in range(max(map(len, rows), default=0)):
        texts = [row[index] for row in rows if index < len(row)]
        if looks_personal(texts, is_figure=index in figures):
            raise _refusal(place, index, headers[index] if index < len(headers) else "")


def _refusal(place: str, index: int, header: str) -> PersonalData:
    letters = column_letters(index)
    return PersonalData(place=place, letter=letters, header=excerpt(header))
