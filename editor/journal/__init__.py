"""The journal: what was done since the last save, on disk within a second, and its recovery."""

from editor.journal.files import DocumentJournal
from editor.journal.origin import Source, Stamp, stamp_of
from editor.journal.records import NotReadable
from editor.journal.session import ALL_SAVED, Findings, LeftBehind, Session

__all__ = [
    "ALL_SAVED",
    "DocumentJournal",
    "Findings",
    "LeftBehind",
    "NotReadable",
    "Session",
    "Source",
    "Stamp",
    "stamp_of",
]
