"""The composition root: the only module that knows everyone. It starts the window."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from editor import __version__
from editor.api import FigmentError, OutOfMemory
from editor.host import SIGNALLED, Registry, discover, on_ending
from editor.host.markers import is_alive
from editor.jobs import ResultStore, Runner
from editor.memory import is_out_of_memory, take_ahead
from editor.models import Catalogue
from editor.refusals import what_helps
from editor.settings import Settings, folders, resources
from editor.workbench import Notice, Workbench
from editor.workbench.tidying import collected_at_rest

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from editor.ui.main_window import MainWindow

_QT_PACKAGES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
_PRELOAD_AFTER_MS = 300
_QUIT_TIMEOUT_S = 2.0
_IDLE_MS = 100
_WATCH_MS = 700
"""How often loose plugin files are looked at: a saved one is there within a second."""

log = logging.getLogger(__name__)


class NoDisplay(FigmentError):
    """There is no screen to show a window on."""


def main(
    paths: Sequence[Path] = (),
    *,
    plugin_folders: Sequence[Path] = (),
    safe_mode: bool = False,
    on_shown: Callable[[MainWindow], None] | None = None,
) -> int:
    """Opens the editor on the given files and runs until it is closed.

    Args:
        paths: files to open; an empty window otherwise.
        plugin_folders: further folders of plugins.
        safe_mode: start without third-party plugins.
        on_shown: called once the window is on the screen (tests and benchmarks drive it so).

    Raises:
        NoDisplay: where no window can be shown.
    """
    _check_display()
    # Hands the interpreter to the window sooner while a generator computes: p99 gap 5 ms, not 18.
    sys.setswitchinterval(0.0005)
    take_ahead()
    application = _application()
    from PySide6.QtCore import QEvent, Qt, QTimer
    from PySide6.QtGui import QGuiApplication

    from editor.ui import language
    from editor.ui.generate.job_bridge import JobBridge
    from editor.ui.main_window import MainWindow
    from editor.ui.restarting import RESTARTS

    shift = QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
    bridge = JobBridge()
    workbench = build_workbench(
        on_event=bridge.post,
        plugin_folders=plugin_folders,
        safe_mode=safe_mode or bool(shift),
    )
    bridge.connect_to(workbench)
    language.install(application, workbench.settings.get("language"))
    language.learn_from(workbench.registry.generators())
    workbench.registry.changed.connect(lambda: language.learn_from(workbench.registry.generators()))
    _report_crashes(workbench)
    window = MainWindow(workbench)
    window.show()
    window.open_files(paths)
    workbench.settings.not_saved.connect(
        lambda error: workbench.notice.emit(_settings_unsaved(error, workbench.settings.path))
    )
    if workbench.settings.put_aside is not None:
        workbench.notice.emit(_settings_lost(workbench.settings.put_aside))
    QTimer.singleShot(_PRELOAD_AFTER_MS, workbench.preload)
    QTimer.singleShot(_PRELOAD_AFTER_MS, workbench.recovery.look)
    if on_shown is not None:
        QTimer.singleShot(0, lambda: on_shown(window))
    idle = _every(_IDLE_MS, workbench.tidy)
    watch = _every(_WATCH_MS, workbench.registry.refresh)

    def end(number: int) -> None:
        workbench.registry.close()  # at once: whoever ends us so may lose patience
        application.exit(SIGNALLED + number)

    with on_ending(end), collected_at_rest():
        code = application.exec()
    window.hide()  # a signal leaves it open, and its docks must not outlive it
    for timer in (idle, watch):
        timer.stop()
    workbench.close(timeout_s=_QUIT_TIMEOUT_S)
    # By Qt, from the window down: the garbage collector knows no order, and would crash.
    window.deleteLater()
    application.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    if code == RESTARTS:
        _start_anew(window.restarting.files, plugin_folders, safe_mode=safe_mode)
    return code


def _start_anew(files: Sequence[Path], plugin_folders: Sequence[Path], *, safe_mode: bool) -> None:
    """Puts a new program in the place of this one, which has let go of everything."""
    words = [sys.executable, "-m", "editor"]
    words += [word for folder in plugin_folders for word in ("--plugins", str(folder))]
    words += ["--safe-mode"] if safe_mode else []
    words += ["edit", *(str(path) for path in files)]
    if os.name == "posix":
        os.execv(sys.executable, words)
    subprocess.Popen(words)  # Windows knows no exec


def build_registry(
    *, plugin_folders: Sequence[Path], safe_mode: bool, settings: Settings
) -> Registry:
    """Finds the plugins: installed ones, the user's folder, and further folders."""
    places = folders()
    return discover(
        folders=[places.plugins, *plugin_folders],
        disabled=set(settings.get("disabled_plugins")),
        safe_mode=safe_mode,
        markers=places.data / "plugin-markers",
    )


def build_catalogue() -> Catalogue:
    """The bundled models and the user's."""
    return Catalogue([folders().models, resources() / "models"])


def build_workbench(
    *,
    on_event: Callable[[object], None],
    plugin_folders: Sequence[Path] = (),
    safe_mode: bool = False,
) -> Workbench:
    """Everything below the window, put together."""
    settings = Settings(folders().config / "settings.json")
    catalogue = build_catalogue()
    runner = Runner(
        on_event=on_event,
        device=settings.get("device"),
        store=ResultStore(folders().results, settings.get("result_store_bytes")),
        catalogue=catalogue,
        memory_budget_bytes=settings.get("memory_budget_bytes"),
        preview_rate_hz=settings.get("preview_rate_hz"),
    )
    followed: dict[str, Callable[[Any], None]] = {
        "device": runner.set_device,
        "preview_rate_hz": runner.set_preview_rate,
    }

    def follow(key: str) -> None:
        if key in followed:
            followed[key](settings.get(key))

    settings.changed.connect(follow)
    return Workbench(
        settings=settings,
        registry=build_registry(
            plugin_folders=plugin_folders, safe_mode=safe_mode, settings=settings
        ),
        catalogue=catalogue,
        runner=runner,
        undo_folder=_undo_folder(),
        journal_folder=folders().journal,
        post=on_event,
    )


def _undo_folder() -> Path:
    """Where this process's undo steps may spill; what ended processes left is removed."""
    parent = folders().cache / "undo"
    for left in parent.glob("*") if parent.is_dir() else ():
        if not left.name.isdecimal() or not is_alive(int(left.name)):
            shutil.rmtree(left, ignore_errors=True)
    return parent / str(os.getpid())


def _every(interval_ms: int, call: Callable[[], object]) -> QTimer:
    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.setInterval(interval_ms)
    timer.timeout.connect(call)
    timer.start()
    return timer


def _application() -> QApplication:
    try:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise FigmentError(
            "The window system's libraries are missing.",
            f"On Debian and Ubuntu: apt install {_QT_PACKAGES}",
            str(error),
        ) from error
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(["figment"])
    application.setApplicationName("figment")
    application.setApplicationDisplayName("Figment")
    application.setApplicationVersion(__version__)
    return application


def _check_display() -> None:
    """Qt aborts the process where it finds no screen; a sentence is better."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if os.environ.get("DISPLAY") and _x_server_answers():
        return
    raise NoDisplay(
        "There is no screen to show a window on.",
        "Without one, `figment generate` does the same work from the command line.",
    )


def _x_server_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will say which library it misses.
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _settings_lost(put_aside: Path) -> Notice:
    return Notice(
        "The preferences could not be read, so Figment starts with its own.",
        f"What there was lies in “{put_aside}”.",
        level="warning",
    )


def _settings_unsaved(error: OSError, path: Path) -> Notice:
    return Notice(
        "Your preferences could not be saved; they hold until Figment is closed.",
        what_helps(error, path.parent),
        str(error),
        "warning",
    )


def _told(error: BaseException) -> FigmentError:
    """What is said of an error that nobody caught."""
    if isinstance(error, FigmentError):
        return error
    if is_out_of_memory(error):
        # Without details: it comes in rows, and the same notice is shown once.
        return OutOfMemory(
            "There is not enough memory for that.",
            "Close other pictures or programs, or make the picture smaller.",
        )
    return FigmentError("Something went wrong inside Figment.", details=repr(error))


def _report_crashes(workbench: Workbench) -> None:
    """An error nobody caught is told in the window and logged; the program goes on."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught", exc_info=(kind, error, trace))
        if threading.current_thread() is threading.main_thread():
            workbench.fail(_told(error))

    sys.excepthook = told
