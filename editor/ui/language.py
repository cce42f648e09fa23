"""The language of the window: what is shown is looked up by its English words.

English stands in the code; `resources/translations/figment_<language>.ts` holds the other languages
in Qt's format. `tr` is for words that the window makes itself. `told` is for sentences that were
made below it, where nobody knows languages: one with values in it is found by its template, which
stands in the context `below`.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from editor.api import Generator, ParamField
from editor.document import naming
from editor.settings import resources

log = logging.getLogger(__name__)

ENGLISH = "en"
BELOW = "below"
"""The context of what is made below the window; `window` is that of what only `tr` is asked for."""
_VALUE = re.compile(r"\{\w*\}")
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclasses.dataclass(frozen=True)
class Message:
    """One entry of a `.ts` file; values stand as `{name}` in both languages."""

    context: str
    source: str
    translation: str
    is_finished: bool


class Language:
    """The words of one language."""

    def __init__(self, code: str, messages: Iterable[Message] = ()) -> None:
        self.code = code
        self._words: dict[str, str] = {}
        self._below: set[str] = set()
        self.add(messages)

    def word(self, text: str) -> str:
        """The translation, or the text itself where there is none."""
        return self._words.get(text, text)

    def add(self, messages: Iterable[Message]) -> None:
        """Takes words in, as a plugin brings them; those that are known already win."""
        for message in messages:
            if message.is_finished:
                self._words.setdefault(message.source, message.translation)
                if message.context == BELOW:
                    self._below.add(message.source)
        self.__dict__.pop("_templates", None)
        self.sentence.cache_clear()

    @functools.lru_cache(maxsize=2000)  # noqa: B019 - one language lives as long as the program
    def sentence(self, text: str) -> str:
        """The translation of a sentence that may be made from a template."""
        if text in self._words or not text:
            return self.word(text)
        for pattern, template in self._templates:
            found = pattern.fullmatch(text)
            if found is not None:
                return self._filled(template, found.groups())
        start, colon, rest = text.partition(": ")
        return f"{start}: {self.sentence(rest)}" if colon else text

    def _filled(self, template: str, values: Iterable[str]) -> str:
        names = _VALUE.findall(template)
        given = dict(zip(names, map(self._value, values), strict=True))
        return _VALUE.sub(lambda value: given[value[0]], self._words[template])

    def _value(self, text: str) -> str:
        """What stands in a sentence: words where they are known, also as they begin a title."""
        if _NUMBER.fullmatch(text):
            return text.replace(".", QLocale().decimalPoint())
        title = text[:1].upper() + text[1:]
        if text not in self._words and title in self._words:
            return self.word(title)
        return self.sentence(text)

    @functools.cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], str]]:
        """Patterns of the sentences with values, those with most words of their own first."""
        found = [text for text in self._below if _VALUE.search(text)]
        found.sort(key=lambda text: -len(_VALUE.sub("", text)))
        return [(_pattern(text), text) for text in found]


_current = Language(ENGLISH)


def current() -> Language:
    """The language of now."""
    return _current


def use(language: Language) -> None:
    """Makes a language the one that `tr` and `told` speak; windows made before keep theirs."""
    global _current
    _current = language
    naming.speak(language.word)


def tr(text: str, /, **values: object) -> str:
    """Words of the window in its language.

    Args:
        text: in English, with `{name}` for each value.
        values: put in as they are; numbers are given as `number_words` writes them.
    """
    words = _current.word(text)
    return words.format(**values) if values else words


def told(sentence: str) -> str:
    """A sentence from below the window (an error, a step, a plugin's words) in its language."""
    return _current.sentence(sentence)


def in_words(field: ParamField) -> ParamField:
    """A declared parameter as it is shown."""
    return dataclasses.replace(
        field,
        title=tr(field.title),
        help=tr(field.help),
        unit=tr(field.unit),
        placeholder=tr(field.placeholder),
        choices={value: tr(title) for value, title in field.choices.items()},
    )


def number_words(value: float, digits: int = 6) -> str:
    """A number as the locale writes it, with at most so many decimals and no needless ones."""
    if isinstance(value, int):
        return plain_locale().toString(value)
    needed = next((d for d in range(digits) if round(value, d) == round(value, digits)), digits)
    return plain_locale().toString(float(value), "f", needed)


def plain_locale() -> QLocale:
    """The locale of now, without separators between thousands."""
    locale = QLocale()
    locale.setNumberOptions(
        QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
    )
    return locale


def install(application: QCoreApplication, choice: str) -> None:
    """Chooses the language and the locale of a program that is starting.

    Args:
        choice: a language's code, or `system`.
    """
    locale = _locale_of(choice)
    QLocale.setDefault(locale)
    code = code_of(choice)
    if code == ENGLISH:
        use(Language(ENGLISH))
        return
    use(Language(code, messages(ts_file(code))))
    of_qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if of_qt.load(locale, "qtbase", "_", folder):
        application.installTranslator(of_qt)


def code_of(choice: str) -> str:
    """The language that a choice means: English where there is no other."""
    code = _code(_locale_of(choice))
    return code if ts_file(code).is_file() else ENGLISH


def learn_from(generators: Iterable[type[Generator]]) -> None:
    """Takes in the words that plugins bring: `*_<language>.ts` beside the generator's module."""
    for folder in {Path(inspect.getfile(generator)).parent for generator in generators}:
        for path in sorted(folder.glob(f"*_{_current.code}.ts")):
            try:
                _current.add(list(messages(path)))
            except (OSError, ElementTree.ParseError) as error:
                log.info("%s cannot be read: %s", path, error)


def ts_file(code: str) -> Path:
    """Where the words of a language stand."""
    return resources() / "translations" / f"figment_{code}.ts"


def messages(path: Path) -> Iterator[Message]:
    """What a file in Qt's format holds."""
    for context in ElementTree.parse(path).iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            text = (translation.text or "") if translation is not None else ""
            state = translation.get("type") if translation is not None else "unfinished"
            yield Message(
                context.findtext("name") or "",
                entry.findtext("source") or "",
                text,
                is_finished=state is None and bool(text),
            )


def _locale_of(choice: str) -> QLocale:
    system = QLocale.system()
    return system if choice in ("system", _code(system)) else QLocale(choice)


def _code(locale: QLocale) -> str:
    return locale.name().partition("_")[0]


def _pattern(template: str) -> re.Pattern[str]:
    words = _VALUE.split(template)
    return re.compile("(.*?)".join(re.escape(word) for word in words), re.DOTALL)
