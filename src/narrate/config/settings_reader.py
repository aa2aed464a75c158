"""From voices.yaml to Settings: read, check, build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from narrate.config.characters import read_roles
from narrate.config.checking import LineNumbers, check
from narrate.config.lexicons import check_fields, read_lexicon
from narrate.config.tellers import read_tellers, with_full_names
from narrate.config.typed_values import Value, lines, read_schema, typed_value
from narrate.config.voice_choices import fold, over, read_pool, read_voice, whole
from narrate.config.yaml_tree import compose, read_text
from narrate.direction.announcing import FIELDS as HEADINGS
from narrate.direction.credits import FIELDS as CREDITS
from narrate.errors import SettingsError
from narrate.filenames import FIELDS as NAMES
from narrate.filenames import misfits
from narrate.model import SOUND_FORMATS, Series
from narrate.settings import (
    LOSSY_HINT,
    USUAL_CREDITS,
    Attribution,
    BookInfo,
    Credits,
    Output,
    Pauses,
    PluginOptions,
    Plugins,
    Role,
    Settings,
    VoiceChoice,
)

Section = Mapping[str, Value]
YES, NO = ("yes", "true"), ("no", "false")


def read_settings(path: Path) -> Settings:
    """The settings that the file at *path* makes; an empty file makes the defaults.

    Raises SettingsError, with file and line, for everything that is wrong in it, whether in its
    form or in what it means. Whether its voices exist is for :func:`check_voices` to say.
    """
    return parse_settings(read_text(path), path)


def parse_settings(text: str, path: Path) -> Settings:
    """The same of *text*, which is to stand in the file at *path*."""
    return _build(*_parse(text, path))


def read_series_cast(path: Path) -> tuple[Role, ...]:
    """Everybody whom the file at *path*, in the form of voices.yaml, has under ``characters:``.

    Raises SettingsError as :func:`read_settings` does.
    """
    values, where = _parse(read_text(path), path)
    return read_roles(values.get("characters") or {}, (), where)


def _parse(text: str, path: Path) -> tuple[Section, LineNumbers]:
    """The values in *text*, which the schema has passed, and their lines in the file at *path*."""
    schema = read_schema()
    tree = compose(text.removeprefix("\ufeff"), path)
    values = typed_value(tree, schema)
    where = LineNumbers(path, lines(tree))
    check(values, schema, where)
    return values or {}, where


def _build(values: Section, where: LineNumbers) -> Settings:
    """Settings of *values* that the schema has passed."""

    def section(name: str) -> Section:
        return values.get(name) or {}

    engine, *more = _engines(values.get("engine", Settings().engine))
    told = read_tellers(values.get("narrator_is"), where)
    roles = read_roles(section("characters"), told, where)
    return Settings(
        engine=engine,
        more_engines=tuple(name for name in more if name != engine),
        plugins=tuple(
            one for kind in get_args(Plugins) for one in _plugin_options(kind, section(kind))
        ),
        narrator=_narrator(values, where),
        attribution=_attribution(section("attribution")),
        narrator_is=with_full_names(told, roles),
        roles=roles,
        cast=_series_cast(values.get("cast"), where),
        unnamed=read_pool(section("unnamed"), where, "unnamed"),
        casting=read_pool(section("casting"), where, "casting"),
        lexicon=read_lexicon(section("lexicon"), where, "lexicon"),
        direction=values.get("direction", Settings().direction),
        announce_chapters=_announced(values.get("announce_chapters", "yes"), where),
        credits=_credits(values.get("credits"), where),
        pauses=Pauses(**_fields(section("pauses"))),
        book=_book(section("book"), where),
        output=_output(section("output"), where),
        path=where.file,
        lines={".".join(map(str, path)): line for path, line in where.lines.items() if path},
    )


def _engines(written: Value) -> list[str]:
    return [fold(name) for name in (written if isinstance(written, list) else [written])]


def _fields(section: Section) -> dict[str, Value]:
    return {key: whole(value) for key, value in section.items()}


def _plugin_options(kind: Plugins, section: Section) -> Iterator[PluginOptions]:
    for name, options in section.items():
        yield PluginOptions(kind, name, tuple((options or {}).items()))


def _attribution(section: Section) -> Attribution:
    options = {key: value for key, value in section.items() if key != "method"}
    return Attribution(section.get("method", Attribution().method), tuple(options.items()))


def _narrator(values: Section, where: LineNumbers) -> VoiceChoice:
    default = Settings().narrator
    if "narrator" not in values:
        return default
    return over(read_voice(values["narrator"], where, "narrator"), default)


def _credits(written: Value, where: LineNumbers) -> Credits:
    """What is said before and after: the usual words, the user's own, or nothing."""
    if not isinstance(written, dict):
        return USUAL_CREDITS if _is_yes(written) else Credits()
    for key, template in written.items():
        check_fields(template, CREDITS, where, "credits", key)
    return Credits(**written)


def _announced(written: Value, where: LineNumbers) -> bool | str:
    """Whether headings are said, or the words they are said in."""
    if written in (*YES, *NO):
        return _is_yes(written)
    check_fields(written, HEADINGS, where, "announce_chapters")
    return str(written)


def _is_yes(written: Value) -> bool:
    return written in YES


def _book(section: Section, where: LineNumbers) -> BookInfo:
    values = _fields(section)
    if "cover" in values:
        values["cover"] = _cover(values["cover"], where)
    if "language" in values:
        values["language"] = values["language"].lower()
    if "series" in values:
        values["series"] = Series(**values["series"])
    values["chapters"] = tuple(values.get("chapters") or ())
    values["notes"] = _is_yes(values.get("notes"))
    return BookInfo(**values)


def _output(section: Section, where: LineNumbers) -> Output:
    values = _fields(section)
    values["subtitles"] = tuple(dict.fromkeys(values.get("subtitles", ())))
    values["also"] = tuple(dict.fromkeys(values.get("also", ())))
    values["words"] = _is_yes(values.get("words"))
    values["stems"] = _is_yes(values.get("stems"))
    output = Output(**values)
    if output.names and (wrong := misfits(output.names)):
        raise SettingsError(
            f"output > names has nothing to put in place of {wrong[0]}",
            at=where.place("output", "names"),
            hint=f"known here: {', '.join(f'{{{one}}}' for one in NAMES)}, {{number:02}}",
        )
    if output.bitrate is not None and SOUND_FORMATS[output.format].is_lossless:
        raise SettingsError(
            f"{output.format} has no bitrate to choose",
            at=where.place("output", "bitrate"),
            hint=LOSSY_HINT,
        )
    return output


def _series_cast(written: str | None, where: LineNumbers) -> tuple[Role, ...]:
    """The people in the file that ``cast:`` names, seen from the folder of voices.yaml."""
    if written is None:
        return ()
    path = where.file.parent / written
    if not _is_file(path):
        raise SettingsError(
            f"there is no file {str(path)!r} with the cast of a series",
            at=where.place("cast"),
            hint="`narrate cast STORY --series FOLDER` writes it; the path is seen from the folder"
            " of voices.yaml",
        )
    return read_series_cast(path)


def _cover(written: str, where: LineNumbers) -> Path:
    cover = where.file.parent / written
    if not _is_file(cover):
        raise SettingsError(
            f"there is no cover file {str(cover)!r}",
            at=where.place("book", "cover"),
            hint="the path is seen from the folder of voices.yaml",
        )
    return cover


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system allows
        return False
