"""Prints the picture of a cut as OpenTimelineIO's own readers find it, as one JSON object.

usage: read_cut.py FILE RATE

FILE is .otio, .xml (otio-fcp-adapter) or .edl (otio-cmx3600-adapter, which has to be told the rate).
"""

import json
import pathlib
import sys
import urllib.parse

import opentimelineio as otio


def frames(time):
    return round(time.value)


def media_file(reference):
    url = getattr(reference, "target_url", None)
    return None if not url else pathlib.PurePosixPath(urllib.parse.unquote(urllib.parse.urlparse(url).path)).name


def describe(item, track):
    place = item.range_in_parent()
    facts = {"kind": type(item).__name__, "at": frames(place.start_time), "length": frames(place.duration)}
    if isinstance(item, otio.schema.Clip):
        facts["name"] = media_file(item.media_reference) or item.name
        facts["source"] = frames(item.trimmed_range().start_time)
        facts["markers"] = [[frames(marker.marked_range.start_time), marker.name] for marker in item.markers]
    if isinstance(item, otio.schema.Transition):
        facts = {"kind": "Transition", "in": frames(item.in_offset), "out": frames(item.out_offset)}
    return facts


path, rate = pathlib.Path(sys.argv[1]), float(sys.argv[2])
options = {"rate": rate} if path.suffix == ".edl" else {}
read = otio.adapters.read_from_file(str(path), **options)
timeline = read if isinstance(read, otio.schema.Timeline) else read[0]
track = timeline.video_tracks()[0]
start = timeline.global_start_time
print(
    json.dumps(
        {
            "start": None if start is None else frames(start),
            "rate": track.trimmed_range().duration.rate,
            "items": [describe(item, track) for item in track],
            "sounds": [[describe(item, sound) for item in sound] for sound in timeline.audio_tracks()],
        }
    )
)
