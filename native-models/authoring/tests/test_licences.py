"""Licences are read per file, and the stricter statement counts."""

import json
import tempfile
import unittest
from pathlib import Path

from data.licences import allowed_licence, debian_statement, notes_beside, quoted_statement, spdx, usable

COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: 2002-2012 The Team <team@example.org>
License: GPL-2+

Files: art/*.png
       art/sky[1].jpg
Copyright:
 © 2009 Ann Painter
 2010 Bo Carver
License: CC-BY-SA-3.0

Files: art/free.png
Copyright: 2011 Cy
License: CC0

License: GPL-2+
 Text of a licence.
"""


class Licences(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.copyright = self.folder / "copyright"
        self.copyright.write_text(COPYRIGHT)

    def test_the_allowed_list(self) -> None:
        for name in (
            "CC0",
            "CC-BY-2.0",
            "CC-BY-SA-4.0",
            "Expat",
            "zlib/libpng",
            "GPL-2+",
            "LGPL-2.1+",
            "public-domain",
        ):
            self.assertIsNotNone(allowed_licence(name), name)
        for name in (
            "CC-BY-SA-3.0",
            "CC-BY-SA",
            "GPL-2",
            "GPL",
            "LGPLv3",
            "CC-BY-NC-4.0",
            "CC-BY-ND-4.0",
            "unknown",
            "",
        ):
            self.assertIsNone(allowed_licence(name), name)

    def test_or_needs_one_and_needs_all(self) -> None:
        self.assertEqual(allowed_licence("CC-BY-SA-3.0 or GPL-2+"), "GPL-2.0-or-later")
        self.assertIsNone(allowed_licence("CC0-1.0 and CC-BY-SA-3.0"))
        self.assertEqual(allowed_licence("Apache-2.0 AND BSD-3-Clause"), "Apache-2.0 and BSD-3-Clause")

    def test_spdx_keeps_only_apart_from_or_later(self) -> None:
        self.assertEqual(spdx("LGPLv3"), "LGPL-3.0-only")
        self.assertEqual(spdx("LGPL-2.1+"), "LGPL-2.1-or-later")

    def test_the_last_paragraph_that_matches_counts(self) -> None:
        self.assertEqual(debian_statement(self.copyright, "art/free.png").licence, "CC0")
        self.assertEqual(debian_statement(self.copyright, "art/deep/other.png").licence, "CC-BY-SA-3.0")
        self.assertEqual(debian_statement(self.copyright, "art/sky[1].jpg").holder, "Ann Painter, Bo Carver")
        self.assertEqual(debian_statement(self.copyright, "art/sky1.jpg").licence, "GPL-2+")

    def test_named_only_ignores_the_paragraph_for_everything_else(self) -> None:
        self.assertIsNone(debian_statement(self.copyright, "code.c", named_only=True))
        self.assertIsNotNone(debian_statement(self.copyright, "art/free.png", named_only=True))

    def test_notes_beside_a_file_can_forbid_it(self) -> None:
        picture = self.folder / "Hill" / "contents" / "images" / "wide.jpg"
        picture.parent.mkdir(parents=True)
        said = debian_statement(self.copyright, "Hill/wide.jpg")
        self.assertIsNotNone(usable([said, *notes_beside(picture, self.folder)]))
        metadata = {"KPlugin": {"License": "LGPLv3", "Authors": [{"Name": "Di"}]}}
        (self.folder / "Hill" / "metadata.json").write_text(json.dumps(metadata))
        self.assertIsNone(usable([said, *notes_beside(picture, self.folder)]))
        metadata["KPlugin"]["License"] = "CC-BY-SA-4.0"
        (self.folder / "Hill" / "metadata.json").write_text(json.dumps(metadata))
        agreed = usable([said, *notes_beside(picture, self.folder)])
        self.assertEqual((agreed.licence, agreed.holder), ("CC-BY-SA-4.0 and GPL-2.0-or-later", "Di"))
        (picture.parent / "License").write_text("https://creativecommons.org/licenses/by-sa/3.0/")
        self.assertIsNone(usable([said, *notes_beside(picture, self.folder)]))

    def test_a_quotation_must_be_there(self) -> None:
        (self.folder / "README").write_text("cat.png: CC0 by the photographer")
        self.assertIsNotNone(quoted_statement(self.folder, "README", r"cat\.png: CC0", "CC0-1.0", "Eve"))
        self.assertIsNone(quoted_statement(self.folder, "README", r"dog\.png: CC0", "CC0-1.0", "Eve"))
        self.assertIsNone(usable([]))


if __name__ == "__main__":
    unittest.main()
