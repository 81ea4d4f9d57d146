"""Which licence a picture is under, read for each file from what its package says, and whether it may be used.

Three kinds of statement are read: Debian's machine-readable copyright file (DEP-5), sentences quoted from a package's
own sources, and notes that lie beside a file (wallpaper metadata, licence files). Where two disagree, all of them must
allow the use. A licence that is not on the list is not used; neither is one that names no version.
"""

import fnmatch
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ALLOWED = re.compile(
    r"(CC0-1\.0|public-domain|CC-BY-\d\.\d|CC-BY-SA-4\.0|BSD-\d-Clause|MIT|Apache-2\.0|Zlib|L?GPL-\d\.\d-or-later)"
)
# Debian's short names -> SPDX. A version without "+" is that version only, a name without one is nothing definite.
SPDX = {"cc0": "CC0-1.0", "expat": "MIT", "zlib": "Zlib", "zlib/libpng": "Zlib"}
GNU = re.compile(r"(L?GPL)-?v?(\d)(?:\.(\d))?(\+|-or-later)?", re.IGNORECASE)
NOTE_FILES = ("License", "LICENSE", "Licence", "license.txt", "licence.txt")
CC_ADDRESS = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)")


@dataclass(frozen=True)
class Statement:
    """`licence`: SPDX names joined by " and "; `source`: the file that says so, inside the package."""

    licence: str
    holder: str
    source: str


def spdx(name: str) -> str:
    """One Debian or KDE short name as SPDX; unknown names stay as they are."""
    name = name.strip()
    gnu = GNU.fullmatch(name)
    if gnu:
        suffix = "or-later" if gnu[4] else "only"
        return f"{gnu[1].upper()}-{gnu[2]}.{gnu[3] or 0}-{suffix}"
    return SPDX.get(name.lower(), name)


def allowed_licence(expression: str) -> str | None:
    """The licence to use a file under, or None: of "A or B" the first that is allowed, of "A and B" both must be."""
    for choice in re.split(r"\s+or\s+", expression, flags=re.IGNORECASE):
        parts = [spdx(part) for part in re.split(r"\s+and\s+|\s*,\s*", choice, flags=re.IGNORECASE) if part.strip()]
        if parts and all(ALLOWED.fullmatch(part) for part in parts):
            return " and ".join(sorted(set(parts)))
    return None


def _fields(paragraph: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in paragraph.splitlines():
        if line[:1] in (" ", "\t"):
            fields[name] = fields.get(name, "") + "\n" + line.strip()
        elif ":" in line and not line.startswith("#"):
            name, value = line.split(":", 1)
            fields[name] = value.strip()
    return fields


@cache
def file_paragraphs(copyright_file: Path) -> list[tuple[re.Pattern[str], str, str]]:
    """The `Files` paragraphs of a DEP-5 file, in order: pattern, licence expression, holders."""
    found = []
    for paragraph in re.split(r"\n\s*\n", copyright_file.read_text(encoding="utf-8")):
        fields = _fields(paragraph)
        if "Files" in fields and "License" in fields:
            globs = [re.sub(r"([\[\]])", r"[\1]", glob) for glob in fields["Files"].split()]
            pattern = re.compile("|".join(fnmatch.translate(glob) for glob in globs))
            found.append((pattern, fields["License"].splitlines()[0], fields.get("Copyright", "").strip()))
    return found


def debian_statement(copyright_file: Path, name: str, named_only: bool = False) -> Statement | None:
    """What the copyright file says about the file that its source package calls `name`: the last match counts.

    `named_only`: the paragraph for all other files (`*`) does not count.
    """
    for pattern, licence, holder in reversed(file_paragraphs(copyright_file)):
        if pattern.match(name):
            if named_only and pattern.match("\0"):
                return None
            return Statement(licence, _first_holders(holder), "debian/copyright")
    return None


def _first_holders(text: str) -> str:
    """Up to three holders without years and addresses."""
    lines = [
        re.sub(
            r"<[^>]*>|,? all rights reserved|\(see [^)]*\)|\(no year[^)]*\)|\(?[Cc]\)|©|Copyright|\b\d{4}(\s*[-–]\s*\d{2,4})?\b",
            "",
            x,
        )
        for x in text.splitlines()
    ]
    names = [re.sub(r"\s+", " ", line).strip(" ,.;:") for line in lines]
    names = [name for name in dict.fromkeys(names) if name]
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def quoted_statement(root: Path, file: str, sentence: str, licence: str, holder: str) -> Statement | None:
    """`licence` if `file` inside `root` really contains `sentence` (a pattern over several lines)."""
    text = (root / file).read_text(encoding="utf-8", errors="replace")
    return Statement(licence, holder, file) if re.search(sentence, text, re.DOTALL) else None


def notes_beside(path: Path, root: Path) -> list[Statement]:
    """Statements that lie beside a file: wallpaper metadata up to three folders above, a licence file in its folder."""
    notes = []
    for name in NOTE_FILES:
        note = path.parent / name
        if note.is_file():
            found = CC_ADDRESS.findall(note.read_text(encoding="utf-8", errors="replace"))
            notes += [
                Statement(f"CC-{kind.upper()}-{number}", "", str(note.relative_to(root))) for kind, number in found
            ]
    for folder in list(path.parents)[:3]:
        metadata = folder / "metadata.json"
        desktop = folder / "metadata.desktop"
        if metadata.is_file():
            plugin = json.loads(metadata.read_text(encoding="utf-8")).get("KPlugin", {})
            holder = ", ".join(author.get("Name", "") for author in plugin.get("Authors", []))
            notes.append(Statement(plugin.get("License", "unknown"), holder, str(metadata.relative_to(root))))
        elif desktop.is_file():
            text = desktop.read_text(encoding="utf-8")
            fields = dict(re.findall(r"^X-KDE-PluginInfo-(License|Author)=(.*)$", text, re.MULTILINE))
            source = str(desktop.relative_to(root))
            notes.append(Statement(fields.get("License", "unknown"), fields.get("Author", ""), source))
    return notes


def usable(statements: list[Statement]) -> Statement | None:
    """The statements as one, or None where there is none or one of them forbids the use."""
    licences = [allowed_licence(statement.licence) for statement in statements]
    if not licences or None in licences:
        return None
    # The statement nearest to the file names its author best.
    holder = next((s.holder for s in reversed(statements) if s.holder), "")
    joined = " and ".join(dict.fromkeys(str(licence) for licence in reversed(licences)))
    return Statement(joined, holder, ", ".join(s.source for s in statements))
