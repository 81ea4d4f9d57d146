"""Lists the picture of a cut from OTIO, xmeml, FCPXML, CMX3600, Kdenlive and MLT files in one neutral form, and says
whether they are the same cut. Standard library only, and written apart from any exporter and from the readers of the unit tests.

usage: timeline_events.py [--agree] [--rate N/D] [--start FILE=TIMECODE,...] FILE...

An event is [file, source in, record in, record out]: the frames that a clip shows, those under its dissolves included, so
that clips which overlap are dissolved into each other. Source frames count from the first of the media file, record
frames from the cut's first. --rate and --start tell what an EDL leaves out: its frame rate, and the first timecode of
each media file. Kdenlive and MLT count from zero: their start is null, and agrees with any. Prints a JSON object; with
--agree exits with 1 unless every file tells the same events and markers.
"""

import argparse
import fractions
import json
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree


class Fault(Exception):
    """What an editor would stumble over."""


def media_name(url):
    return pathlib.PurePosixPath(urllib.parse.unquote(urllib.parse.urlparse(url).path)).name


def words_of(name, comment):
    """An edit list tells name and comment of a marker in one line."""
    return ": ".join(text for text in (name, comment) if text)


def whole(number):
    if number != int(number):
        raise Fault(f"{number} is not a whole frame")
    return int(number)


def frames_of(timecode, base):
    match = re.fullmatch(r"(\d\d):(\d\d):(\d\d)([:;])(\d\d)", timecode)
    if match is None:
        raise Fault(f"no timecode: {timecode}")
    hours, minutes, seconds, frames = (int(match[group]) for group in (1, 2, 3, 5))
    if minutes > 59 or seconds > 59 or frames >= base:
        raise Fault(f"beyond its end: {timecode}")
    minutes += 60 * hours
    count = (minutes * 60 + seconds) * base + frames
    if match[4] == ":":
        return count
    dropped = base // 15
    if seconds == 0 and frames < dropped and minutes % 10:
        raise Fault(f"drop-frame has no {timecode}")
    return count - dropped * (minutes - minutes // 10)


class OtioFile:
    def __init__(self, path):
        timeline = json.loads(path.read_text(encoding="utf-8"))
        stack = timeline["tracks"]
        self.rate = timeline["global_start_time"]["rate"]
        self.start = whole(timeline["global_start_time"]["value"])
        self.events = []
        self.markers = [self.marker(marker, 0) for marker in stack["markers"]]
        track = next(child for child in stack["children"] if child["kind"] == "Video")
        self.place(track["children"])

    def value(self, time):
        if time["rate"] != self.rate:
            raise Fault(f"two rates: {time['rate']} and {self.rate}")
        return whole(time["value"])

    def place(self, items):
        at = 0
        for index, item in enumerate(items):
            if item["OTIO_SCHEMA"].startswith("Transition"):
                continue
            start = self.value(item["source_range"]["start_time"])
            length = self.value(item["source_range"]["duration"])
            if item["OTIO_SCHEMA"].startswith("Clip"):
                head = self.overlap(items[index - 1], "in_offset") if index else 0
                tail = self.overlap(items[index + 1], "out_offset") if index + 1 < len(items) else 0
                self.add(item, at, start, length, head, tail)
            at += length
        self.length = at

    def overlap(self, item, side):
        return self.value(item[side]) if item["OTIO_SCHEMA"].startswith("Transition") else 0

    def add(self, clip, at, start, length, head, tail):
        media = clip["media_references"][clip["active_media_reference_key"]]
        first = self.value(media["available_range"]["start_time"])
        available = self.value(media["available_range"]["duration"])
        source = start - first - head
        if source < 0 or start - first + length + tail > available:
            raise Fault(f"{clip['name']} reaches beyond its media")
        self.events.append([media_name(media["target_url"]), source, at - head, at + length + tail])
        self.markers += [self.marker(marker, at - start) for marker in clip["markers"]]

    def marker(self, marker, shift):
        frame = self.value(marker["marked_range"]["start_time"])
        return frame + shift, words_of(marker["name"], marker["comment"])


class XmemlFile:
    def __init__(self, path):
        sequence = ElementTree.parse(path).getroot().find("sequence")
        if sequence.find("media/video/format/samplecharacteristics") is None:
            raise Fault("no picture format: Resolve then loads nothing")
        files = [file for file in sequence.iter("file") if len(file)]
        if len({file.get("id") for file in files}) != len(files):
            raise Fault("a file is described twice")
        self.files = {file.get("id"): file for file in files}
        self.start = self.timecode(sequence)
        self.length = int(sequence.findtext("duration"))
        self.events = []
        self.markers = [self.marker(marker, 0) for marker in sequence.findall("marker")]
        items = list(sequence.find("media/video/track"))
        for index, item in enumerate(items):
            if item.tag == "clipitem":
                self.add(item, items, index)

    def timecode(self, element):
        base = int(element.findtext("rate/timebase"))
        frame = int(element.findtext("timecode/frame"))
        text = element.findtext("timecode/string")
        if frame != frames_of(text, base) or (";" in text) != (element.findtext("timecode/displayformat") == "DF"):
            raise Fault(f"timecode {text} is not frame {frame}")
        return frame

    def marker(self, marker, shift):
        return int(marker.findtext("in")) + shift, words_of(marker.findtext("name"), marker.findtext("comment"))

    def add(self, clip, items, index):
        record_in, record_out, source_in, source_out = (int(clip.findtext(tag)) for tag in ("start", "end", "in", "out"))
        if record_in == -1:
            record_in = int(items[index - 1].findtext("start"))
        if record_out == -1:
            record_out = int(items[index + 1].findtext("end"))
        file = self.files[clip.find("file").get("id")]
        self.timecode(file)
        if source_out - source_in != record_out - record_in:
            raise Fault(f"{clip.get('id')}: source and record differ in length")
        if source_in < 0 or source_out > int(file.findtext("duration")):
            raise Fault(f"{clip.get('id')} reaches beyond its media")
        self.events.append([media_name(file.findtext("pathurl")), source_in, record_in, record_out])
        self.markers += [self.marker(marker, record_in - source_in) for marker in clip.findall("marker")]


class FcpxmlFile:
    """Follows the spine in seconds as fractions; frames are told by the format of the sequence alone."""

    def __init__(self, path):
        root = ElementTree.parse(path).getroot()
        if root.tag != "fcpxml" or root.get("version") != "1.10":
            raise Fault(f"not FCPXML 1.10: {root.tag} {root.get('version')}")
        self.resources = {resource.get("id"): resource for resource in root.find("resources")}
        if len(self.resources) != len(root.find("resources")):
            raise Fault("two resources have one id")
        sequence = root.find("library/event/project/sequence")
        self.frame = self.seconds(self.resources[sequence.get("format")], "frameDuration")
        self.origin = self.seconds(sequence, "tcStart")
        self.start = whole(self.origin / self.frame)
        self.events, self.markers = [], []
        spine, at = list(sequence.find("spine")), self.origin
        for index, item in enumerate(spine):
            if item.tag != "transition":
                at = self.place(item, at, *(spine[i] if 0 <= i < len(spine) else None for i in (index - 1, index + 1)))
        self.length = self.frames(at)
        if self.seconds(sequence, "duration") != at - self.origin:
            raise Fault("the sequence does not last as long as its spine")

    def seconds(self, element, key):
        match = re.fullmatch(r"(-?\d+)(?:/(\d+))?s", element.get(key, "0s"))
        if match is None or int(match[2] or 1) >= 2**31:
            raise Fault(f"{element.tag} {key}: {element.get(key)}")
        return fractions.Fraction(int(match[1]), int(match[2] or 1))

    def frames(self, at):
        return whole((at - self.origin) / self.frame)

    def reach(self, item):
        """From where to where a dissolve lies; nowhere for anything else."""
        if item is None or item.tag != "transition":
            return None
        if self.resources[item.find("filter-video").get("ref")].get("name") != "Cross Dissolve":
            raise Fault("no cross dissolve")
        offset = self.seconds(item, "offset")
        return offset, offset + self.seconds(item, "duration")

    def place(self, item, at, before, after):
        end = at + self.seconds(item, "duration")
        if self.seconds(item, "offset") != at or end <= at:
            raise Fault(f"a hole or an overlap in the spine at {item.get('offset')}")
        own = self.seconds(item, "start") - at
        head, tail = self.reach(before), self.reach(after)
        if item.tag == "asset-clip":
            self.add(item, own, head[0] if head else at, tail[1] if tail else end)
        elif item.tag != "gap" or head or tail:
            raise Fault(f"{item.tag} in the spine, or a dissolve at it")
        for marker in item.findall("marker"):
            words = words_of(marker.get("value"), marker.get("note"))
            self.markers.append((self.frames(self.seconds(marker, "start") - own), words))
        return end

    def add(self, clip, own, first, last):
        asset = self.resources[clip.get("ref")]
        start = self.seconds(asset, "start")
        if first + own < start or last + own > start + self.seconds(asset, "duration"):
            raise Fault(f"{clip.get('name')} reaches beyond its media")
        name = media_name(asset.find("media-rep").get("src"))
        self.events.append([name, whole((first + own - start) / self.frame), self.frames(first), self.frames(last)])


EVENT = re.compile(r"(\d{3})  (\w{1,8})\s+V\s+([CD])\s+(\d{3} )?\s*(\S{11}) (\S{11}) (\S{11}) (\S{11})")
NOTE = re.compile(r"\* (FROM CLIP NAME|TO CLIP NAME|LOC): (.*)")


class EdlFile:
    def __init__(self, path, base, starts):
        self.base, self.starts = base, starts
        lines = path.read_bytes().decode("ascii").splitlines()
        drop = {"FCM: DROP FRAME": True, "FCM: NON-DROP FRAME": False}[lines[1]]
        self.events, self.markers, self.reels = [], [], {}
        self.start, self.length = None, 0
        event, names = [], {}
        for line in [*lines[2:], ""]:
            match, note = EVENT.fullmatch(line), NOTE.fullmatch(line)
            if match:
                if any((";" in match[group]) != drop for group in range(5, 9)):
                    raise Fault(f"FCM and timecode differ: {line}")
                event.append(match)
            elif note and note[1] == "LOC":
                timecode, words = re.fullmatch(r"(\S{11}) [A-Z]+ *(.*)", note[2]).groups()
                self.markers.append((frames_of(timecode, base), words))
            elif note:
                names[note[1]] = note[2]
            elif line:
                raise Fault(f"not understood: {line}")
            elif event:
                self.finish(event, names)
                event, names = [], {}
        self.markers = [(frame - self.start, words) for frame, words in self.markers]

    def finish(self, lines, names):
        last = lines[-1]
        source_in, source_out, record_in, record_out = (frames_of(last[group], self.base) for group in range(5, 9))
        if source_out - source_in != record_out - record_in:
            raise Fault(f"event {last[1]}: source and record differ in length")
        if self.start is None:
            self.start = record_in
        if len(lines) == 2:
            self.dissolve_from(lines[0], int(last[4]), record_in - self.start, names)
        self.length = record_out - self.start
        if last[2] != "BL":
            name = names["TO CLIP NAME" if len(lines) == 2 else "FROM CLIP NAME"]
            self.add(name, last[2], source_in, record_in - self.start, record_out - self.start)

    def dissolve_from(self, line, frames, record_in, names):
        name, source = names["FROM CLIP NAME"], frames_of(line[5], self.base)
        previous = self.events[-1] if self.events else None
        if previous and previous[3] == record_in:
            shown = previous[1] + record_in - previous[2] + self.starts[previous[0]]
            if previous[0] == name and shown == source:
                previous[3] = record_in + frames
                return
        self.add(name, line[2], source, record_in, record_in + frames)

    def add(self, name, reel, source, record_in, record_out):
        if self.reels.setdefault(reel, name) != name:
            raise Fault(f"reel {reel} names {self.reels[reel]} and {name}")
        self.events.append([name, source - self.starts[name], record_in, record_out])


class MltDocument:
    def __init__(self, path):
        self.start = None
        self.root = ElementTree.parse(path).getroot()
        self.by_id = {element.get("id"): element for element in self.root}
        main = self.by_id[self.root.get("producer")] if path.suffix == ".mlt" else self.root.findall("tractor")[-1]
        self.length = int(main.get("out")) + 1
        self.events, self.markers = [], []
        for track in main.findall("track")[1:]:
            if track.get("hide") != "video":
                self.read_track(self.by_id[track.get("producer")])
        self.read_markers(main)

    def property(self, element, name):
        return next((each.text for each in element.findall("property") if each.get("name") == name), None)

    def placed(self, playlist):
        """Every entry with its producer, its place and the frames that it takes of it."""
        at = 0
        for item in playlist:
            if item.tag == "blank":
                at += int(item.get("length"))
            elif item.tag == "entry":
                source, length = self.cut_of(item)
                yield self.by_id[item.get("producer")], at, source, length
                at += length

    def cut_of(self, element):
        source, last = int(element.get("in")), int(element.get("out"))
        producer = self.by_id[element.get("producer")]
        if source < 0 or last < source or last > int(producer.get("out")):
            raise Fault(f"{element.get('producer')} has no frames {source} to {last}")
        return source, last + 1 - source

    def name(self, producer):
        return pathlib.PurePosixPath(self.property(producer, "resource")).name


class KdenliveFile(MltDocument):
    """A track is two playlists; what overlaps is mixed, and a mix without two clips, or two without a mix, is at fault."""

    def read_track(self, tractor):
        if self.property(tractor, "kdenlive:audio_track") == "1":
            return
        lanes = [list(self.placed(self.by_id[track.get("producer")])) for track in tractor.findall("track")]
        overlaps = {
            (max(a[1], b[1]), min(a[1] + a[3], b[1] + b[3]) - 1, "0" if a[1] < b[1] else "1")
            for a in lanes[0]
            for b in lanes[1]
            if max(a[1], b[1]) < min(a[1] + a[3], b[1] + b[3])
        }
        mixes = tractor.findall("transition")
        told = {(int(mix.get("in")), int(mix.get("out")), self.property(mix, "reverse")) for mix in mixes}
        if told != overlaps or len(told) != len(mixes):
            raise Fault(f"mixes {sorted(told)} for overlaps {sorted(overlaps)}")
        for producer, at, source, length in [*lanes[0], *lanes[1]]:
            self.events.append([self.name(producer), source, at, at + length])
            clip = self.by_id[f"bin_{self.property(producer, 'kdenlive:id')}"]
            for marker in json.loads(self.property(clip, "kdenlive:markers") or "[]"):
                if source <= marker["pos"] < source + length:
                    self.markers.append((at + marker["pos"] - source, marker["comment"]))

    def read_markers(self, main):
        guides = self.property(self.by_id["main_bin"], "kdenlive:docproperties.guides")
        self.markers += [(guide["pos"], guide["comment"]) for guide in json.loads(guides or "[]")]


class MltFile(MltDocument):
    """As Shotcut writes it: a dissolve is a tractor that continues the clip before it and leads into the one after."""

    def read_track(self, playlist):
        for producer, at, source, length in self.placed(playlist):
            if producer.tag == "producer":
                self.add(self.name(producer), source, at, length)
                continue
            for track in producer.findall("track"):
                start, frames = self.cut_of(track)
                if frames != length:
                    raise Fault("a dissolve of two lengths")
                self.add(self.name(self.by_id[track.get("producer")]), start, at, frames)

    def add(self, name, source, at, length):
        for event in self.events:
            if event[0] == name and event[3] == at and event[1] + at - event[2] == source:
                event[3] += length
                return
        self.events.append([name, source, at, at + length])

    def read_markers(self, main):
        for marker in main.findall("properties/properties"):
            self.markers.append((int(self.property(marker, "start")), self.property(marker, "text")))


def read(path, base, starts):
    if path.suffix == ".edl":
        return EdlFile(path, base, starts)
    readers = {
        ".otio": OtioFile,
        ".xml": XmemlFile,
        ".fcpxml": FcpxmlFile,
        ".kdenlive": KdenliveFile,
        ".mlt": MltFile,
    }
    return readers[path.suffix](path)


def describe(path, base, starts):
    try:
        cut = read(path, base, starts)
        return {"start": cut.start, "length": cut.length, "events": sorted(cut.events), "markers": sorted(cut.markers)}
    except (Fault, KeyError, AttributeError, ValueError, StopIteration) as problem:
        return {"fault": f"{type(problem).__name__}: {problem}"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--agree", action="store_true")
    parser.add_argument("--rate", type=fractions.Fraction, default=fractions.Fraction(24))
    parser.add_argument("--start", default="")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    base = round(options.rate)
    pairs = [part.rsplit("=", 1) for part in options.start.split(",") if part]
    starts = {name: frames_of(timecode, base) for name, timecode in pairs}
    cuts = {str(path): describe(path, base, starts) for path in options.files}
    told = {json.dumps({**cut, "start": None}) for cut in cuts.values()}
    begins = {cut.get("start") for cut in cuts.values()} - {None}
    agree = len(told) == 1 and len(begins) < 2 and not any("fault" in cut for cut in cuts.values())
    print(json.dumps({"agree": agree, "cuts": cuts}))
    sys.exit(1 if options.agree and not agree else 0)


main()
