"""What the columns of an assignment table hold, by the words of its head."""

import re
from collections.abc import Sequence
from typing import Literal

from analysis.reading.words import bare

Role = Literal[
    "number",
    "objective",
    "task",
    "product",
    "lead",
    "coordinating",
    "time",
    "max_points",
    "target_points",
    "issuer",
    "content",
    "level",
    "evidence_time",
    "other",
]
EVIDENCE: tuple[Role, ...] = ("issuer", "content", "level", "evidence_time")

# The first pattern that fits decides: "chủ trì, phối hợp" in a second column is who coordinates.
_ROLES: tuple[tuple[Role, str], ...] = (
    ("number", r"^(?:s?tt|so tt|so thu tu|tt\.?|stt\.?)$"),
    ("max_points", r"\bdiem (?:so )?(?:toi da|chuan)|thang diem"),
    ("target_points", r"muc tieu dat|diem (?:muc tieu|phan dau|dat)|phan dau dat"),
    ("coordinating", r"phoi hop|theo doi"),
    ("lead", r"chu tri|chiu trach nhiem|(?:co quan|don vi|phong|bo phan) (?:\S+ )?thuc hien"),
    ("issuer", r"tham quyen ban hanh"),
    ("evidence_time", r"thoi gian ban hanh"),
    ("level", r"muc do hoan thanh"),
    ("content", r"^chat luong"),
    ("time", r"thoi gian|thoi han|tien do|hoan thanh|\bhan\b"),
    ("product", r"san pham|^ket qua|dau ra"),
    ("objective", r"^muc tieu|^chi tieu"),
    ("other", r"ghi chu|kinh phi|don vi tinh|lanh dao|nguoi phu trach"),
    ("task", r"nhiem vu|noi dung|cong viec|tieu chi|giai phap|linh vuc|hoat dong"),
)
_LONGEST = 14


def role(text: str) -> Role | None:
    """Return what a column holds by the words at its head, or None.

    Examples
    --------
    >>> role("Cơ quan, đơn vị phối hợp, theo dõi"), role("Kết quả/ Sản phẩm")
    ('coordinating', 'product')
    >>> print(role("Phân công trách nhiệm"))
    None
    """
    words = " ".join(bare(text).split()).strip(" .:")
    if not words or len(words.split()) > _LONGEST:
        return None
    return next((name for name, pattern in _ROLES if re.search(pattern, words)), None)


def is_assignment(roles: Sequence[Role | None]) -> bool:
    """Say whether columns are those of a table that shares out tasks.

    Examples
    --------
    >>> is_assignment(["number", "task", "lead", "time"]), is_assignment(["number", "task"])
    (True, False)
    """
    found = set(roles)
    return "task" in found and "lead" in found and len(found) >= 3


def settled(roles: Sequence[Role | None]) -> list[Role | None]:
    """Settle what one head alone cannot say.

    "Product" above columns of evidence is their common head, and "objective" beside points is
    what is aimed at; without a column of tasks the objective or the content is the task.

    Examples
    --------
    >>> settled(["number", "objective", "lead", "time"])
    ['number', 'task', 'lead', 'time']
    """
    done = list(roles)
    if any(r in EVIDENCE for r in done):
        done = [None if r == "product" else r for r in done]
    for stand_in in ("content", "objective"):
        if "task" not in done and stand_in in done:
            done[done.index(stand_in)] = "task"
    return done
