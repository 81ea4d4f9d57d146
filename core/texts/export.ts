/** Error words and notes of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'export.empty': 'The cut of “{{film}}” is empty, so there is nothing to export. Put a shot into the cut first.',
  'export.no-shots': '“{{film}}” has no shots, so there is no storyboard to write. Add a picture first.',
  'export.nothing': 'The export would write no file. Choose movies, timeline files or camera files.',
  'export.take-missing':
    'The take {{take}} of shot “{{shot}}” is not in the project. Choose another take for the shot or generate it again.',
  'export.take-damaged':
    'The take {{take}} of shot “{{shot}}” cannot be used: {{file}} is missing or damaged. Generate the shot again or choose another take.',
  'export.too-long':
    'The cut lasts {{minutes}} minutes, and a movie of it can last {{most}}. Shorten the cut or its sounds, or export without the movie of the cut.',
  'export.take-short':
    'At {{timecode}} the cut shows frames {{first}} to {{last}} of shot “{{shot}}”, but its take holds only {{takeFirst}} to {{takeLast}}. Generate the shot again, or trim the clip or its dissolve.',
  'export.media-missing':
    'The file {{file}}, used by “{{user}}”, is not in the project. Copy it back into the project’s media folder, or replace it in the film.',
  'export.sound-damaged': 'The sound “{{user}}” ({{file}}) is not a WAV file that can be read. Import the sound again.',
  'export.out.file': '{{folder}} is a file, but the export needs a folder. Choose another name.',
  'export.out.exists':
    'The folder {{folder}} already holds {{name}}. Choose an empty folder, or let the export replace such files (--overwrite on the command line).',
  'export.out.inside': '{{folder}} is a folder of the project itself. Choose another folder.',
  'export.out.unwritable': '{{folder}} cannot be written ({{reason}}). Check its permissions and the free space.',
  'export.note.letters': 'The font of the PDF lacks these letters, which are empty boxes in it: {{letters}}',
  'export.note.no-depth':
    'Shots without a take, or whose take was made without the 3D cache, have no depth: {{count}}.',
  'export.note.rate':
    'At {{rate}} frames a second the {{format}} file cannot tell time and was left out. Use whole rates or 23.976, 29.97, 59.94.',
  'export.note.kdenlive-start':
    'The Kdenlive and MLT files count from zero. The cut’s start at {{timecode}} is in the OTIO file alone.',
  'export.note.kdenlive-end':
    'In Kdenlive and Shotcut the cut ends with its last clip. Black frames after it that are left out: {{count}}.',
  'export.note.kdenlive-marker-lengths':
    'The Kdenlive file shows markers of several frames as their first frame: {{count}}.',
  'export.note.kdenlive-loud':
    'The Kdenlive and MLT files hold levels up to +20 dB. Louder sounds that are +20 dB in them: {{count}}.',
  'export.note.kdenlive-gain':
    'Only the Kdenlive and MLT files hold levels. Sounds at their recorded level in the OTIO file: {{count}}.',
  'export.note.mlt-hidden-markers': 'The MLT file leaves out markers on frames that are trimmed away: {{count}}.',
  'export.note.edl-sound':
    'The EDL holds the picture only. Sound tracks that are in the other timeline files alone: {{count}}.',
  'export.note.edl-tracks':
    'The EDL holds one picture track. Tracks that are in the other timeline files alone: {{count}}.',
  'export.note.edl-dissolves': 'The EDL holds dissolves up to 999 frames. Longer ones that are cuts in it: {{count}}.',
  'export.note.edl-events': 'The EDL has more than 999 events, where older programs stop. Events beyond: {{count}}.',
  'export.note.edl-hidden-markers': 'The EDL leaves out markers on frames that are trimmed away: {{count}}.',
  'export.note.edl-marker-lengths': 'The EDL shows markers of several frames as their first frame: {{count}}.',
  'export.note.edl-letters':
    'The EDL holds only plain Latin letters. Names and notes that were changed in it: {{count}}.',
  'export.note.marker-colours': 'The FCP 7 XML holds no marker colours. Markers without theirs in it: {{count}}.',
  'export.note.loud': 'The FCP 7 XML holds levels up to +12 dB. Louder sounds that are +12 dB in it: {{count}}.',
  'export.note.gain':
    'Only the FCP 7 XML holds levels. Sounds at their recorded level in the other timeline files: {{count}}.',
  'export.note.fcpxml-rate':
    'Final Cut Pro has no projects at {{rate}} frames a second, so the FCPXML was left out. Use 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60.',
  'export.note.fcpxml-marker-colours': 'The FCPXML holds no marker colours. Markers without theirs in it: {{count}}.',
  'export.note.fcpxml-lost-markers':
    'The FCPXML leaves out markers beyond the end of the cut or of their movie: {{count}}.',
  'export.note.fcpxml-loud': 'The FCPXML holds levels up to +12 dB. Louder sounds that are +12 dB in it: {{count}}.',
  'export.note.fcpxml-gain':
    'Only the FCPXML holds levels. Sounds at their recorded level in the other timeline files: {{count}}.',
  'export.note.fcpxml-no-file': 'Media without a file, which open as offline in Final Cut Pro: {{count}}.',
  'export.note.sound-frames':
    'Timeline files count in frames. Sounds that start up to half a frame off in them: {{count}}.',
  'export.note.animatic': 'Shots without a chosen take, shown as their board moved along the camera path: {{count}}.',
  'export.note.movie-missing':
    'The timeline files name movies that are not in the folder: {{count}}. Export again with the shots’ movies.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'export.empty': '“{{film}}”의 컷이 비어 있어 내보낼 것이 없습니다. 먼저 컷에 샷을 넣으세요.',
  'export.no-shots': '“{{film}}”에 샷이 없어 쓸 스토리보드가 없습니다. 먼저 그림을 추가하세요.',
  'export.nothing': '내보낼 파일이 없습니다. 동영상, 타임라인 파일, 카메라 파일 중에서 고르세요.',
  'export.take-missing':
    '샷 “{{shot}}”의 테이크 {{take}}이(가) 프로젝트에 없습니다. 다른 테이크를 고르거나 샷을 다시 생성하세요.',
  'export.take-damaged':
    '샷 “{{shot}}”의 테이크 {{take}}을(를) 쓸 수 없습니다. {{file}} 파일이 없거나 손상되었습니다. 샷을 다시 생성하거나 다른 테이크를 고르세요.',
  'export.too-long':
    '컷의 길이는 {{minutes}}분이지만 컷 동영상은 {{most}}분까지 만들 수 있습니다. 컷이나 소리를 줄이거나 컷 동영상 없이 내보내세요.',
  'export.take-short':
    '컷의 {{timecode}}에서 샷 “{{shot}}”의 {{first}}~{{last}} 프레임을 쓰는데 테이크에는 {{takeFirst}}~{{takeLast}} 프레임만 있습니다. 샷을 다시 생성하거나 클립이나 디졸브를 줄이세요.',
  'export.media-missing':
    '“{{user}}”에 쓰인 {{file}} 파일이 프로젝트에 없습니다. 프로젝트의 media 폴더에 다시 복사하거나 필름에서 바꾸세요.',
  'export.sound-damaged': '소리 “{{user}}”({{file}})은(는) 읽을 수 있는 WAV 파일이 아닙니다. 소리를 다시 가져오세요.',
  'export.out.file': '{{folder}}은(는) 파일인데 내보내려면 폴더가 필요합니다. 다른 이름을 고르세요.',
  'export.out.exists':
    '{{folder}} 폴더에 {{name}}이(가) 이미 있습니다. 빈 폴더를 고르거나, 그런 파일을 바꾸도록 하세요(명령줄에서는 --overwrite).',
  'export.out.inside': '{{folder}}은(는) 프로젝트가 쓰는 폴더입니다. 다른 폴더를 고르세요.',
  'export.out.unwritable': '{{folder}}에 쓸 수 없습니다({{reason}}). 권한과 남은 공간을 확인하세요.',
  'export.note.letters': 'PDF 글꼴에 없어 빈 칸으로 나오는 글자: {{letters}}',
  'export.note.no-depth': '테이크가 없거나 3D 캐시 없이 만든 테이크라서 깊이가 없는 샷: {{count}}.',
  'export.note.rate':
    '초당 {{rate}}프레임에서는 {{format}} 파일이 시간을 나타낼 수 없어 쓰지 않았습니다. 정수나 23.976, 29.97, 59.94를 쓰세요.',
  'export.note.kdenlive-start':
    'Kdenlive 파일과 MLT 파일은 0부터 셉니다. 컷의 시작 {{timecode}}은 OTIO 파일에만 들어갑니다.',
  'export.note.kdenlive-end':
    'Kdenlive와 Shotcut에서는 컷이 마지막 클립에서 끝납니다. 그 뒤의 검은 화면 {{count}}프레임이 빠집니다.',
  'export.note.kdenlive-marker-lengths':
    'Kdenlive 파일은 여러 프레임짜리 마커 {{count}}개를 첫 프레임으로만 나타냅니다.',
  'export.note.kdenlive-loud': '소리 {{count}}개가 Kdenlive 파일과 MLT 파일의 한계인 +20dB보다 커서 +20dB로 썼습니다.',
  'export.note.kdenlive-gain':
    '음량은 Kdenlive 파일과 MLT 파일에만 들어갑니다. OTIO 파일에서 소리 {{count}}개는 녹음된 음량 그대로입니다.',
  'export.note.mlt-hidden-markers': 'MLT 파일에는 잘려 나간 프레임의 마커 {{count}}개가 없습니다.',
  'export.note.edl-sound': 'EDL에는 화면만 있습니다. 소리 트랙 {{count}}개는 다른 타임라인 파일에 있습니다.',
  'export.note.edl-tracks': 'EDL에는 화면 트랙이 하나만 있습니다. 나머지 {{count}}개는 다른 타임라인 파일에 있습니다.',
  'export.note.edl-dissolves': 'EDL의 디졸브는 999프레임까지입니다. 더 긴 {{count}}개는 컷으로 썼습니다.',
  'export.note.edl-events': 'EDL의 이벤트가 999개보다 {{count}}개 많습니다. 오래된 프로그램은 거기서 멈춥니다.',
  'export.note.edl-hidden-markers': 'EDL에는 잘려 나간 프레임의 마커 {{count}}개가 없습니다.',
  'export.note.edl-marker-lengths': 'EDL은 여러 프레임짜리 마커 {{count}}개를 첫 프레임으로만 나타냅니다.',
  'export.note.edl-letters': 'EDL에는 기본 라틴 문자만 쓸 수 있어 이름과 메모 {{count}}개를 바꿔 썼습니다.',
  'export.note.marker-colours': 'FCP 7 XML은 마커 색을 담지 못합니다. 마커 {{count}}개의 색이 빠집니다.',
  'export.note.loud': '소리 {{count}}개가 FCP 7 XML의 한계인 +12dB보다 커서 +12dB로 썼습니다.',
  'export.note.gain': '음량은 FCP 7 XML에만 들어갑니다. 다른 파일에서 소리 {{count}}개는 녹음된 음량 그대로입니다.',
  'export.note.fcpxml-rate':
    'Final Cut Pro에는 초당 {{rate}}프레임 프로젝트가 없어 FCPXML을 쓰지 않았습니다. 23.976, 24, 25, 29.97, 30, 50, 59.94, 60 중에서 고르세요.',
  'export.note.fcpxml-marker-colours': 'FCPXML은 마커 색을 담지 못합니다. 마커 {{count}}개의 색이 빠집니다.',
  'export.note.fcpxml-lost-markers': '컷이나 동영상이 끝난 뒤에 있는 마커 {{count}}개는 FCPXML에 없습니다.',
  'export.note.fcpxml-loud': '소리 {{count}}개가 FCPXML의 한계인 +12dB보다 커서 +12dB로 썼습니다.',
  'export.note.fcpxml-gain': '음량은 FCPXML에만 들어갑니다. 다른 파일에서 소리 {{count}}개는 녹음된 음량 그대로입니다.',
  'export.note.fcpxml-no-file': '파일이 없어 Final Cut Pro에서 오프라인으로 열리는 미디어: {{count}}개.',
  'export.note.sound-frames':
    '타임라인 파일은 프레임 단위입니다. 시작이 반 프레임까지 어긋나는 소리가 {{count}}개 있습니다.',
  'export.note.animatic':
    '샷 {{count}}개에 고른 테이크가 없어 보드가 카메라 경로를 따라 움직이는 그림으로 내보냈습니다.',
  'export.note.movie-missing':
    '타임라인 파일이 가리키는 동영상 {{count}}개가 폴더에 없습니다. 샷 동영상과 함께 다시 내보내세요.',
}
