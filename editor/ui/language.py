"""The language of the window: what is shown is looked up by its English words.

English stands in the code; `resources/translations/figment_<language>.ts` holds the other languages
in Qt's format. `tr` is for words that the window makes itself. `told` is for sentences that were
made below it, where nobody knows languages: one with values in it is found by its template.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from editor.api import Generator, ParamField
from editor.settings import resources

log = logging.getLogger(__name__)

ENGLISH = "en"
_VALUE = re.compile(r"\{\w*\}")


class Language:
    """The words of one language.

    Args:
        words: English to this language; sentences with values have them as `{name}`.
    """

    def __init__(self, code: str, words: Mapping[str, str]) -> None:
        self.code = code
        self._words = dict(words)

    def word(self, text: str) -> str:
        """The translation, or the text itself where there is none."""
        return self._words.get(text, text)

    def add(self, words: Mapping[str, str]) -> None:
        """Takes a plugin's words in; ours win."""
        self._words = {**words, **self._words}
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
        given = dict(zip(names, (self.sentence(value) for value in values), strict=True))
        return _VALUE.sub(lambda value: given[value[0]], self._words[template])

    @functools.cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], str]]:
        """Patterns of the sentences with values, those with most words of their own first."""
        found = [text for text in self._words if _VALUE.search(text)]
        found.sort(key=lambda text: -len(_VALUE.sub("", text)))
        return [(_pattern(text), text) for text in found]


_current = Language(ENGLISH, {})


def current() -> Language:
    """The language of now."""
    return _current


def use(language: Language) -> None:
    """Makes a language the one that `tr` and `told` speak; windows made before keep theirs."""
    global _current
    _current = language


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
    locale = QLocale.system()
    if choice not in ("system", _code(locale)):
        locale = QLocale(choice)
    QLocale.setDefault(locale)
    code = _code(locale)
    if not ts_file(code).is_file():
        use(Language(ENGLISH, {}))
        return
    use(Language(code, read_ts(ts_file(code))))
    of_qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if of_qt.load(locale, "qtbase", "_", folder):
        application.installTranslator(of_qt)


def learn_from(generators: Iterable[type[Generator]]) -> None:
    """Takes in the words that plugins bring: `*_<language>.ts` beside the generator's module."""
    for folder in {Path(inspect.getfile(generator)).parent for generator in generators}:
        for path in sorted(folder.glob(f"*_{_current.code}.ts")):
            try:
                _current.add(read_ts(path))
            except (OSError, ElementTree.ParseError) as error:
                log.info("%s cannot be read: %s", path, error)


def ts_file(code: str) -> Path:
    """Where the words of a language stand."""
    return resources() / "translations" / f"figment_{code}.ts"


def read_ts(path: Path) -> dict[str, str]:
    """English to the language, all finished messages of a file in Qt's format."""
    return {
        source: translation
        for source, translation, is_finished in messages(path)
        if is_finished and translation
    }


def messages(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Source, translation and whether it is finished, of each message of a `.ts` file."""
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        is_finished = translation is not None and translation.get("type") is None
        text = (translation.text or "") if translation is not None else ""
        yield message.findtext("source") or "", text, is_finished


def _code(locale: QLocale) -> str:
    return locale.name().partition("_")[0]


def _pattern(template: str) -> re.Pattern[str]:
    words = _VALUE.split(template)
    return re.compile("(.+?)".join(re.escape(word) for word in words), re.DOTALL)
