"""Reads the licences of a bank's pictures again, file by file, also of one that was built by older rules.

usage: python -m data.audit_credits RAW_FOLDER BANK.credits.json PACK     # rewrites PACK's credits and MODEL-CREDITS.md
       python -m data.audit_credits RAW_FOLDER BANK.credits.json OUT.json # for `export.py --credits`

A picture that may not be used any more keeps its place in the list, with the reason in `outside`: weights that were
trained with it must say so.
"""

import json
import sys
from pathlib import Path

from pack_manifest import credit_entries, write_credits

from .licences import debian_statement, notes_beside, usable
from .sources import SOURCES

# Of this package only plain surfaces are used: the rest are pictures of other people's maps, programs and figures.
DOUBTFUL = {"libirrlicht-doc": "not a plain surface of this package: may show works of others"}


def audited(credit: dict, raw: Path) -> dict:
    """`credit` with the licence and holder that its package states, and `outside` where that forbids the use."""
    package, file = credit["package"], credit["file"]
    root, path = raw / package, raw / package / file
    base = {name: credit[name] for name in ("file", "package", "origin")}
    for source in SOURCES:
        folder = root / source.folder
        if source.package == package and any(path in folder.glob(pattern) for pattern in source.patterns):
            said = source.statement(path, raw)
            if said:
                return base | {"licence": said.licence, "holder": said.holder}
            return base | {"licence": "", "holder": credit["holder"], "outside": source.reason(path, raw)}
    copyright_file = root / "usr/share/doc" / package / "copyright"
    said = [debian_statement(copyright_file, file), *notes_beside(path, root)] if copyright_file.is_file() else []
    known = usable([s for s in said if s])
    if known and package not in DOUBTFUL:
        return base | {"licence": known.licence, "holder": known.holder}
    reason = DOUBTFUL.get(package) or "; ".join(f"{s.licence} ({s.source})" for s in said if s)
    return base | {"licence": "", "holder": credit["holder"], "outside": reason}


def main() -> None:
    raw, bank, pack = (Path(argument) for argument in sys.argv[1:4])
    credits = [audited(credit, raw) for credit in json.loads(bank.read_text())]
    outside = [credit for credit in credits if "outside" in credit]
    if pack.is_dir():
        write_credits(pack, credits)
        manifest = json.loads((pack / "pack.json").read_text())
        manifest["credits"] = credit_entries(credits)
        (pack / "pack.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    else:
        pack.write_text(json.dumps(credits, indent=1))
    print(f"{len(credits)} pictures, {len(outside)} outside the rule")
    for package in sorted({credit["package"] for credit in outside}):
        print(package, sum(credit["package"] == package for credit in outside))


if __name__ == "__main__":
    main()
