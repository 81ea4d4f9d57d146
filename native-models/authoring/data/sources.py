"""The free pictures that scenes are textured with: where they come from and under which licence."""

from dataclasses import dataclass

TEXTURE, PHOTO, CUTOUT = range(3)


@dataclass(frozen=True)
class Source:
    """Pictures of one package under one licence.

    `package` is a Debian package unless `origin` says otherwise; `folder` and `patterns` (globs) are inside it.
    """

    package: str
    folder: str
    patterns: tuple[str, ...]
    kind: int
    licence: str
    holder: str
    origin: str = "Debian"


def _lomiri(names: tuple[str, ...], licence: str, holder: str) -> Source:
    patterns = tuple(f"{name}.jpg" for name in names)
    return Source("lomiri-wallpapers-16.04", "usr/share/backgrounds", patterns, PHOTO, licence, holder)


_MATE = ("Aqua", "Blinds", "Dune", "FreshFlower", "GreenMeadow", "RainDrops", "Storm", "TwoWings")
_PLASMA = (
    "BytheWater", "ColdRipple", "ColorfulCups", "DarkestHour", "EveningGlow", "FallenLeaf", "Grey", "Kite",
    "OneStandsOut", "Path", "Shell", "Volna", "summer_1am",
)  # fmt: skip
_FACES = (
    "bicycle", "book", "calculator", "cat", "coffee2", "flower2", "gamepad", "guitar2", "headphones", "hummingbird",
    "mountain", "plane", "surfer", "tomatoes", "tree",
)  # fmt: skip
_OPENCV = (
    "aero1", "aero3", "apple", "board", "building", "butterfly", "fruits", "home", "orange", "squirrel_cls",
)  # fmt: skip

SOURCES = (
    _lomiri(("aitzgorri*", "friends*", "life*", "picosdeeuropa*", "sunset*"), "CC-BY-4.0", "Aitzol Berasategi"),
    _lomiri(("Picture_0B*", "Picture_1A*"), "CC-BY-4.0", "Trevor 'Freespace'"),
    _lomiri(("umang*",), "CC-BY-4.0", "Abhishek Mudgal"),
    _lomiri(("Wine*",), "CC-BY-4.0", "Jakub Mede"),
    _lomiri(("seeding*",), "CC0-1.0", "Clemens Engelhardt"),
    _lomiri(("Bridge*",), "CC-BY-SA-4.0", "Sander Klootwijk"),
    _lomiri(("Dragonfly*",), "CC-BY-SA-4.0", "'Bolly'"),
    _lomiri(("greentock*",), "CC-BY-SA-4.0", "Peter Nerlich"),
    Source(
        "mate-backgrounds", "usr/share/backgrounds/mate/nature", tuple(f"{n}.jpg" for n in _MATE), PHOTO,
        "GPL-2.0-or-later", "the authors named in the package's copyright file",
    ),
    Source(
        "plasma-workspace-wallpapers", "usr/share/wallpapers",
        tuple(f"{n}/contents/images/*.jpg" for n in _PLASMA), PHOTO, "GPL-2.0-or-later", "the KDE Visual Design Group",
    ),
    Source(
        "gnome-control-center-data", "usr/share/pixmaps/faces", tuple(f"{n}.jpg" for n in _FACES), PHOTO,
        "CC0-1.0 and GPL-2.0-or-later", "the GNOME project",
    ),
    Source(
        "opencv-doc", "usr/share/doc/opencv-doc/examples/data", tuple(f"{n}.jpg" for n in _OPENCV), PHOTO,
        "Apache-2.0 and BSD-3-Clause", "the OpenCV authors",
    ),
    Source(
        "lxqt-themes", "usr/share/lxqt/wallpapers",
        ("Butterfly-*.jpg", "Valendas.png", "after-the-rain.jpg", "appleflower.png", "fog.jpg", "flowers.png"), PHOTO,
        "LGPL-2.1-or-later", "the LXQt and Razor teams",
    ),
    Source("skimage", "skimage/data", ("chelsea.png", "coffee.png", "rocket.jpg"), PHOTO, "CC0-1.0",
           "Stefan van der Walt, Rachel Michetti, SpaceX", "PyPI scikit-image"),
    Source("skimage", "skimage/data", ("brick.png", "grass.png", "gravel.png"), TEXTURE, "CC0-1.0",
           "CC0Textures", "PyPI scikit-image"),
    Source("sklearn", "sklearn/datasets/images", ("*.jpg",), PHOTO, "CC-BY-2.0",
           "danielbuechele, vultilion", "PyPI scikit-learn"),
    Source("openarena-081-textures", "textures", ("**/*.jpg", "**/*.tga", "**/*.png"), TEXTURE, "GPL-2.0-or-later",
           "the OpenArena contributors"),
    Source("libirrlicht-doc", "usr/share/doc", ("**/media/*.jpg", "**/media/*.png", "**/media/*.bmp"), TEXTURE,
           "Zlib", "Nikolaus Gebhardt and the Irrlicht contributors"),
)  # fmt: skip
