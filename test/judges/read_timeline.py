"""Prints what OpenTimelineIO reads from a timeline file, as one JSON object."""

import json
import pathlib
import sys
import urllib.parse

import opentimelineio as otio


def describe_time(time):
    return {"value": time.value, "rate": time.rate}


def describe_reference(clip, folder):
    reference = clip.media_reference
    kind = type(reference).__name__
    if isinstance(reference, otio.schema.ImageSequenceReference):
        base = pathlib.PurePosixPath(urllib.parse.unquote(reference.target_url_base))
        count = reference.number_of_images_in_sequence()
        files = [
            base / f"{reference.name_prefix}{reference.start_frame + i * reference.frame_step:0{reference.frame_zero_padding}d}{reference.name_suffix}"
            for i in range(count)
        ]
    else:
        files = [pathlib.PurePosixPath(urllib.parse.unquote(reference.target_url))]
    return {"kind": kind, "files": [str(f) for f in files], "present": all((folder / f).is_file() for f in files)}


def describe_clip(clip, folder):
    visible = clip.trimmed_range()
    available = clip.available_range()
    return {
        "name": clip.name,
        "start": describe_time(visible.start_time),
        "duration": describe_time(visible.duration),
        "available": describe_time(available.duration),
        "reference": describe_reference(clip, folder),
    }


file = pathlib.Path(sys.argv[1])
timeline = otio.adapters.read_from_file(str(file))
print(
    json.dumps(
        {
            "schema": timeline.schema_name(),
            "duration": describe_time(timeline.duration()),
            "tracks": [
                {"kind": track.kind, "clips": [describe_clip(clip, file.parent) for clip in track.find_clips()]}
                for track in timeline.tracks
            ],
        }
    )
)
