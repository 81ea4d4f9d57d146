"""The free pictures that scenes are textured with: where they come from, and where each says what it is licensed under."""

from dataclasses import dataclass
from pathlib import Path

from .licences import Statement, debian_statement, notes_beside, quoted_statement, usable

TEXTURE, PHOTO, CUTOUT, PANORAMA = range(4)


@dataclass(frozen=True)
class Source:
    """Pictures of one package; `folder` and `patterns` (globs) are inside it.

    Debian packages are read by their copyright file. It names the files of the *source* package: there, the installed
    folder `installed` is called `upstream`. `named_only` leaves out files that only the paragraph for everything else
    covers, where that paragraph is about a program. Other packages quote: (file, sentence, licence, holder).
    """

    package: str
    folder: str
    patterns: tuple[str, ...]
    kind: int
    installed: str = ""
    upstream: str = ""
    named_only: bool = False
    quote: tuple[str, str, str, str] | None = None
    origin: str = "Debian"
    most: int = 10_000

    def statements(self, path: Path, raw: Path) -> list[Statement]:
        """All that the package says about `path`; `raw` holds the unpacked packages."""
        root = raw / self.package
        if self.quote:
            said = quoted_statement(root, *self.quote)
        else:
            name = str(path.relative_to(root)).replace(self.installed, self.upstream, 1)
            copyright_file = root / "usr/share/doc" / self.package / "copyright"
            said = debian_statement(copyright_file, name, self.named_only)
        return [said, *notes_beside(path, root)] if said else []

    def statement(self, path: Path, raw: Path) -> Statement | None:
        """Under what `path` may be used, or None where it may not."""
        return usable(self.statements(path, raw))

    def reason(self, path: Path, raw: Path) -> str:
        """Why `path` may not be used."""
        said = self.statements(path, raw)
        return "; ".join(f"{s.licence} ({s.source})" for s in said) or "no paragraph names it"


def _skimage(file: str, kind: int, holder: str, sentence: str = "CC0", licence: str = "CC0-1.0") -> Source:
    """One picture of scikit-image, whose loader's description states the licence."""
    pattern = rf'def {file.split(".")[0]}\(\):\s+"""(?:(?!""").)*?{sentence}'
    quote = ("skimage/data/_fetchers.py", pattern, licence, holder)
    return Source("skimage", "skimage/data", (file,), kind, quote=quote, origin="PyPI scikit-image")


_MATE = ("Aqua", "Blinds", "Dune", "FreshFlower", "GreenMeadow", "RainDrops", "Storm", "TwoWings", "Garden", "LadyBird",
         "YellowFlower")  # fmt: skip
_FACES = (
    "bicycle", "book", "calculator", "cat", "coffee2", "flower2", "gamepad", "guitar2", "headphones", "hummingbird",
    "mountain", "plane", "surfer", "tomatoes", "tree",
)  # fmt: skip
_OPENCV = (
    "aero1.jpg", "aero3.jpg", "apple.jpg", "board.jpg", "building.jpg", "butterfly.jpg", "fruits.jpg", "home.jpg",
    "orange.jpg", "squirrel_cls.jpg", "aloeL.jpg", "chicky_512.png", "graf1.png", "leuvenA.jpg", "left.jpg",
    "rubberwhale1.png", "stuff.jpg", "starry_night.jpg",
)  # fmt: skip
# Screenshots, tutorial pictures and skins are left out: they show works of others.
_IRRLICHT = ("detailmap3", "earth", "irrlicht2_*", "rockwall", "skydome", "stones", "terrain-texture", "wall", "water")
# Drawn landscapes and shapes; their metadata must name a usable licence.
_PLASMA = ("Altai", "Flow", "Honeywave", "IceCold", "Kay", "MilkyWay", "Patak", "SafeLanding", "Shell", "Volna")
_GAME_PICTURES = ("**/*.jpg", "**/*.png", "**/*.tga")

SOURCES = (
    Source("lomiri-wallpapers-16.04", "usr/share/backgrounds", ("*_by_*.jpg",), PHOTO, "usr/share/backgrounds/", "16.04/"),
    Source("mate-backgrounds", "usr/share/backgrounds/mate/nature", tuple(f"{n}.jpg" for n in _MATE), PHOTO,
           "usr/share/backgrounds/mate/"),
    Source("plasma-workspace-wallpapers", "usr/share/wallpapers", tuple(f"{n}/contents/images/*x2880.*" for n in _PLASMA),
           PHOTO),
    Source("gnome-control-center-data", "usr/share/pixmaps/faces", tuple(f"{n}.jpg" for n in _FACES), PHOTO),
    Source("opencv-doc", "usr/share/doc/opencv-doc/examples/data", _OPENCV, PHOTO,
           "usr/share/doc/opencv-doc/examples/", "samples/"),
    Source("lxqt-themes", "usr/share/lxqt/wallpapers", ("*.jpg", "*flower*.png", "Valendas.png"), PHOTO,
           "usr/share/lxqt/"),
    _skimage("chelsea.png", PHOTO, "Stefan van der Walt"),
    _skimage("coffee.png", PHOTO, "Rachel Michetti"),
    _skimage("rocket.jpg", PHOTO, "SpaceX", "released in the public domain", "public-domain"),
    *(_skimage(f"{name}.png", TEXTURE, "CC0Textures", "Creative Commons CC0 License") for name in ("brick", "grass", "gravel")),
    Source("sklearn", "sklearn/datasets/images", ("china.jpg", "flower.jpg"), PHOTO, origin="PyPI scikit-learn", quote=(
        "sklearn/datasets/images/README.txt", r"china\.jpg.*licenses/by/2\.0/.*flower\.jpg.*licenses/by/2\.0/", "CC-BY-2.0",
        "danielbuechele, vultilion")),
    Source("pmndrs-assets", "package/hdri", ("*.exr.js",), PANORAMA, origin="npm @pmndrs/assets", quote=(
        "package/LICENSE", r"CC0 1\.0 Universal", "CC0-1.0", "Poly Haven")),
    Source("libirrlicht-doc", "usr/share/doc/libirrlicht-dev/media", tuple(f"{n}.jpg" for n in _IRRLICHT), TEXTURE),
    Source("openarena-081-textures", "textures", _GAME_PICTURES, TEXTURE),
    Source("ufoai-textures", "textures", _GAME_PICTURES, TEXTURE, "textures/", "base/textures/", True, most=500),
    Source("supertuxkart-data", "usr/share/games/supertuxkart/data", ("textures/*.*", "tracks/*/*.*"), TEXTURE,
           "usr/share/games/supertuxkart/", "", True, most=320),
)  # fmt: skip
