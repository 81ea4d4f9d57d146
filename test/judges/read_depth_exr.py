"""Prints what the OpenEXR library reads of a depth file, compared with the numbers it was written from."""

import json
import sys

import numpy
import OpenEXR

file_name, expected_name = sys.argv[1:]
with OpenEXR.File(file_name) as file:
    header = file.header()
    channels = {name: channel.pixels for name, channel in file.channels().items()}
    expected = numpy.load(expected_name)
    first, last = header["displayWindow"]
    print(
        json.dumps(
            {
                "parts": len(file.parts),
                "channels": {name: str(pixels.dtype) for name, pixels in channels.items()},
                "compression": header["compression"].name,
                "pixelAspectRatio": header["pixelAspectRatio"],
                "window": [int(value) for value in (*first, *last)],
                "equal": bool(numpy.array_equal(channels["Z"], expected)),
            }
        )
    )
