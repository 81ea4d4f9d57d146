"""Downloads and unpacks the packages named in `sources.py`.  usage: python -m data.fetch_data RAW_FOLDER

Needs Debian's apt-get and dpkg, npm, and pip; nothing is installed.
"""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from .sources import SOURCES

PYPI = {"skimage": "scikit-image", "sklearn": "scikit-learn"}
NPM = {"pmndrs-assets": "@pmndrs/assets@1.7"}


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def fetch_debian(package: str, target: Path, scratch: Path) -> None:
    """Unpacks a Debian package; game archives (pk3, a zip) are unpacked on top."""
    run(["apt-get", "download", package], scratch)
    run(["dpkg", "-x", str(next(scratch.glob(f"{package}_*.deb"))), str(target)], scratch)
    for archive in target.rglob("*.pk3"):
        zipfile.ZipFile(archive).extractall(target)


def fetch(package: str, target: Path) -> None:
    """Fetches one package into `target`, which must not exist yet."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if package in PYPI:
            run([sys.executable, "-m", "pip", "download", "--no-deps", PYPI[package]], scratch)
            zipfile.ZipFile(next(scratch.glob("*.whl"))).extractall(target)
        elif package in NPM:
            run(["npm", "pack", NPM[package]], scratch)
            with tarfile.open(next(scratch.glob("*.tgz"))) as archive:
                archive.extractall(target, filter="data")
        else:
            target.mkdir(parents=True)
            fetch_debian(package, target, scratch)


def main() -> None:
    raw = Path(sys.argv[1])
    for package in sorted({source.package for source in SOURCES}):
        if not (raw / package).exists():
            print("fetching", package, flush=True)
            fetch(package, raw / package)


if __name__ == "__main__":
    main()
