/** Help of the commands that hand a project to others. */

const exportUsage = `craneshot export PROJECT --out DIR [--preset premiere|resolve|finalcut|kdenlive|generic]
                 [--movie h264|prores] [--no-cut] [--no-shots] [--no-timelines]
                 [--no-cameras] [--depth-exr] [--overwrite] [--json]`
const storyboardUsage = `craneshot storyboard PROJECT --out FILE.pdf [--layout contact|rows|page] [--columns N]
                     [--paper a4|letter|16:9] [--orientation portrait|landscape]
                     [--no-arrows] [--no-overhead] [--overwrite] [--json]`

export const en = {
  export: `${exportUsage}

  PROJECT                 a project's folder
  --out DIR               gets the timeline files and the movie of the cut; shots, sounds and
                          cameras go to media in it
  --preset NAME           premiere: FCP 7 XML and OTIO; resolve: OTIO, EDL, FCP 7 XML and a copy
                          of it beside the media; finalcut: FCPXML and OTIO, for Final Cut Pro;
                          kdenlive: its own project, MLT for Shotcut and melt, and OTIO;
                          generic (default): OTIO, FCP 7 XML and EDL
  --movie h264|prores     MP4 H.264 or MOV ProRes 422 HQ; default: prores for premiere, resolve
                          and finalcut, h264 for kdenlive and generic
  --no-cut                leave out the movie of the cut
  --no-shots              leave out the movies of the shots; timeline files name them all the same
  --no-timelines          leave out the timeline files and the sounds
  --no-cameras            leave out the camera files, RealEstate10K text and JSON
  --depth-exr             also the depth of every frame of the shots that have a take, as OpenEXR
                          with the float channel Z in subject distances; makes the takes again
  --overwrite             replace files of an earlier export
  --json                  print one JSON object at the end

  A shot's movie holds its whole take; its frame 0 has the timecode 01:00:00:00.
  A shot without a chosen take shows its board moved along the camera path.`,
  storyboard: `${storyboardUsage}

  PROJECT                 a project's folder
  --out FILE.pdf          the storyboard: boards as the film frames them, names, scenes, lengths,
                          dialogue, action and notes
  --layout NAME           rows (default): one shot a row; contact: many boards a page; page: one
                          board a page
  --columns N             of the contact sheet, 2 to 8; default 3
  --paper NAME            a4 (default), letter or 16:9
  --orientation NAME      portrait or landscape; default: portrait for rows, else landscape
  --no-arrows             leave out the camera: first frame (A), last frame (B) and the way between,
                          drawn from the real path
  --no-overhead           leave out the ground plans; contact sheets have none
  --overwrite             replace the file
  --json                  print one JSON object at the end

  CRANESHOT_LANG chooses the language of the words on the pages.`,
} as const

export const ko: Record<keyof typeof en, string> = {
  export: `${exportUsage}

  PROJECT                 프로젝트 폴더
  --out 폴더              타임라인 파일과 컷 동영상을 넣을 폴더. 샷, 소리, 카메라는 그 안의 media에
  --preset 이름           premiere: FCP 7 XML과 OTIO. resolve: OTIO, EDL, FCP 7 XML과
                          미디어 옆의 사본. finalcut: Final Cut Pro를 위한 FCPXML과 OTIO.
                          kdenlive: Kdenlive 프로젝트, Shotcut과 melt를 위한 MLT, OTIO.
                          generic(기본): OTIO, FCP 7 XML, EDL
  --movie h264|prores     MP4 H.264나 MOV ProRes 422 HQ. 기본: premiere, resolve, finalcut은
                          prores, kdenlive와 generic은 h264
  --no-cut                컷 동영상 없이
  --no-shots              샷 동영상 없이. 타임라인 파일은 그래도 샷 동영상을 가리킴
  --no-timelines          타임라인 파일과 소리 없이
  --no-cameras            카메라 파일(RealEstate10K 텍스트와 JSON) 없이
  --depth-exr             테이크가 있는 샷은 프레임마다 깊이도: OpenEXR, 부동소수점 Z 채널,
                          피사체 거리 단위. 테이크를 다시 만듦
  --overwrite             이전에 내보낸 파일을 바꾸기
  --json                  끝에 JSON 객체 하나를 출력

  샷 동영상에는 테이크 전체가 들어가고, 샷의 0번 프레임이 타임코드 01:00:00:00입니다.
  고른 테이크가 없는 샷은 보드가 카메라 경로를 따라 움직이는 그림입니다.`,
  storyboard: `${storyboardUsage}

  PROJECT                 프로젝트 폴더
  --out 파일.pdf          스토리보드: 필름 비율로 자른 보드, 이름, 씬, 길이, 대사, 액션, 메모
  --layout 이름           rows(기본): 한 줄에 샷 하나. contact: 한 쪽에 보드 여럿.
                          page: 한 쪽에 보드 하나
  --columns N             contact의 열 수, 2~8. 기본 3
  --paper 이름            a4(기본), letter, 16:9
  --orientation 이름      portrait(세로)나 landscape(가로). 기본: rows는 세로, 나머지는 가로
  --no-arrows             카메라 없이: 실제 경로로 그린 첫 화면(A), 끝 화면(B), 그 사이의 길
  --no-overhead           평면도 없이. contact에는 평면도가 없음
  --overwrite             있는 파일을 바꾸기
  --json                  끝에 JSON 객체 하나를 출력

  쪽에 쓰는 말의 언어는 CRANESHOT_LANG으로 고릅니다.`,
}
