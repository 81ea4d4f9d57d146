import * as models from './help-models.ts'
import * as project from './help-project.ts'
import * as queue from './help-queue.ts'
import * as measureText from './help-measure.ts'
import * as takes from './help-takes.ts'
import { importText } from './import-words.ts'
import type { Language } from './language.ts'

/** The commands, in the order that help lists them. */
export const commandNames = [
  'generate',
  'render',
  'queue',
  'export',
  'storyboard',
  'import',
  'depth',
  'plucker',
  'repair',
  'relink',
  'archive',
  'unarchive',
  'measure',
  'takes',
  'models',
  'doctor',
  'help',
  'version',
] as const
export type CommandName = (typeof commandNames)[number]

const generateUsage = `craneshot generate --image FILE (--path poses.txt [--pose-size WxH] | --move NAME[:amount] [--loop])
                   --out DIR
                   [--frames M] [--seconds S] [--fps R] [--size WxH] [--delivery WxH|model] [--fov DEG | --focal-mm F]
                   [--depth auto|FILE|flat|ground[:horizon]] [--quality Q | --steps N] [--seed N]
                   [--subject-distance D] [--model embedded|PACK] [--movie mp4|none] [--depth-exr] [--no-cache]
                   [--guidance-first G] [--guidance-last G] [--motion-bucket N] [--model-fps R]
                   [--noise-augmentation A] [--camera-strength S] [--decode-chunk N]
                   [--between-frames warp|nearest]
                   [--provider NAME] [--threads N] [--overwrite] [--json]
craneshot generate --recipe DIR/take.json --out NEW [--model PACK] [--movie mp4|none] [--depth-exr]
                   [--provider NAME] [--threads N] [--overwrite] [--json]`
const exportUsage = `craneshot export PROJECT --out DIR [--preset premiere|resolve|generic] [--movie h264|prores]
                 [--no-cut] [--no-shots] [--no-timelines] [--no-cameras] [--depth-exr]
                 [--overwrite] [--json]`
const storyboardUsage = `craneshot storyboard PROJECT --out FILE.pdf [--layout contact|rows|page] [--columns N]
                     [--paper a4|letter|16:9] [--orientation portrait|landscape]
                     [--no-arrows] [--no-overhead] [--overwrite] [--json]`
const renderUsage = `craneshot render PROJECT [--shot NAME|ID] [--seed N] [--quality Q | --steps N] [--model PACK]
                 [--out DIR] [--provider NAME] [--threads N] [--json]`
const depthUsage = `craneshot depth PICTURE --out FILE.npy|.png|.exr [--depth auto|FILE|flat|ground[:horizon]]
                [--operation LIST] [--fov DEG] [--size WxH] [--model embedded|PACK]
                [--provider NAME] [--threads N] [--overwrite] [--json]`
const depthOperations = `relief:S  near-far:N:F  sharpen[:N]  smooth[:R]  invert  fill
                          brush:X:Y:R:FACTOR`
const pluckerUsage =
  'craneshot plucker --path poses.txt --size WxH [--pose-size WxH] --out FILE.npy [--overwrite] [--json]'

const moves =
  'static pan tilt roll dolly truck pedestal crane orbit zoom dolly-zoom handheld; several with +, e.g. dolly:0.3+pan:-10'

const en: Record<CommandName | 'overview', string> = {
  overview: `Craneshot makes a video shot from a picture and a camera path.

  craneshot generate   a shot: frames, movie, timeline and recipe in a folder
  craneshot export     the cut of a project for an editing program
  craneshot render     takes of a project's shots, as the window makes them
  craneshot queue      the machine's queue of takes: what waits, and making it
  craneshot storyboard the boards of a project as PDF, with camera arrows and ground plans
  craneshot import     pictures, PDFs, storyboards and scripts into a project
  craneshot depth      the depth of a picture, estimated or changed, as a file
  craneshot plucker    the camera embedding of a pose file as .npy
  craneshot repair     a damaged project made whole; its snapshots
  craneshot relink     missing media of a project, found in a folder
  craneshot archive    a project as one file
  craneshot unarchive  a project from such a file
  craneshot measure    how well takes obey their camera
  craneshot takes      what takes cost the disk; removes those nobody needs
  craneshot models     the installed model packs; adds and removes them
  craneshot doctor     what this machine can do
  craneshot help NAME  more about a command
  craneshot version    the version

Exit codes: 0 done, 1 expected error, 2 wrong usage, 3 a bug, 130 canceled.
Variables: CRANESHOT_HOME (folder of settings, queue, models, logs), CRANESHOT_LANG (en, ko).`,
  generate: `${generateUsage}

  --image FILE            the storyboard picture: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --path FILE             camera poses, RealEstate10K text or JSON; its lens wins over --fov
  --pose-size WxH         size of the picture the poses describe; square pixels unless given
  --move NAME[:amount]    ${moves}
  --loop                  the move comes back: after the last frame follows the first, at the same
                          speed; a whole turn goes round, any other move out and home
  --out DIR               a new or empty folder
  --frames M              frames that the model samples; default: poses of the file, 16 for a move
  --seconds S, --fps R    length and rate of the shot; 8 a second without --seconds, else 24
  --size WxH              size the model works at; default: the one that fits the picture best
  --delivery WxH|model    pixels of the written frames: the middle of the model's frame in that
                          shape; default: all of it, as large as the picture and 1280x720 allow,
                          at the model's size for drafts and with --size
  --fov DEG               horizontal field of view of the frame, default 55
  --focal-mm F            the same as focal length on a sensor 24.89 mm wide
  --depth WHAT            auto: your depth network (craneshot help models), else the model's own;
                          flat, ground[:horizon 0..1], or a file: .npy, grey PNG, EXR; larger
                          values are farther, see craneshot help depth to invert a picture of
                          nearness; default: auto where there is a network, else flat
  --quality Q             draft, standard (default) or fine: the steps that the model has for it
  --steps N, --seed N     denoising steps of your own and seed of the noise (default 0)
  --subject-distance D    how many of the path's units make one subject distance, default 1
  --model NAME            embedded (default), a pack's id or folder
  --movie mp4|none        default mp4
  --depth-exr             also each frame's depth: OpenEXR, float channel Z in subject distances,
                          what the model invented included
  --no-cache              leave out the 3D cache
  Models with settings of their own (craneshot models --json lists them)
  --guidance-first G, --guidance-last G
                          how closely the first and the last frame follow the board
  --motion-bucket N       how much moves in the picture
  --model-fps R           frames a second that the model takes its clip to have
  --noise-augmentation A  noise on the board before the model sees it
  --camera-strength S     weight of the camera, 1 as the model was trained
  --decode-chunk N        frames decoded together; fewer need less memory and may flicker
  --between-frames WAY    film frames between the model's own: warp (carried by the depth) or
                          nearest
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: the fastest that works
  --threads N             threads of the CPU; default: all cores
  --recipe FILE           make a take again from its take.json
  --overwrite             replace the take in the folder
  --json                  print one JSON object at the end`,
  export: `${exportUsage}

  PROJECT                 a project's folder
  --out DIR               gets the timeline files and the movie of the cut; shots, sounds and
                          cameras go to media in it
  --preset NAME           premiere: FCP 7 XML and OTIO; resolve: OTIO, EDL, FCP 7 XML and a copy
                          of it beside the media; generic (default): OTIO, FCP 7 XML and EDL
  --movie h264|prores     MP4 H.264 or MOV ProRes 422 HQ; default: prores for premiere and
                          resolve, h264 for generic
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
  queue: queue.en,
  render: `${renderUsage}

  PROJECT                 a project's folder; it may be open in the window meanwhile
  --shot NAME|ID          one shot; default: all shots, one take each
  --quality Q             draft, standard or fine; a draft's frames have the model's size, others
                          fit 1280x720
  --seed N, --steps N     seed of the noise and denoising steps; default: what the shot says
  --model NAME            embedded, a pack's id or folder; default: what the shot says
  --out DIR               a new or empty folder for the take of one shot; default: the project,
                          whose window lists it when the project is opened again
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: the fastest that works
  --threads N             threads of the CPU; default: all cores
  --json                  print one JSON object at the end`,
  depth: `${depthUsage}

  PICTURE                 PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --out FILE              .npy and .exr (channel Z) in subject distances, median 1; .png grey of
                          16 bits, the farthest white
  --depth WHAT            auto (default): your depth network (craneshot help models), else the
                          model's own, a plane where it is unsure; flat, ground[:horizon 0..1],
                          or a file of the whole picture
  --operation LIST        changes, one after another, joined by +; none leaves the depth as it is;
                          default: sharpen:2 for auto, else none
                          ${depthOperations}
                          relief: 0 flat, 1 as it is, up to 3; near-far: nearest and farthest in
                          subject distances; sharpen: edges to the picture's, N passes; smooth:
                          radius in samples; invert: the file tells nearness; fill: what has no
                          depth; brush: centre and radius as parts of the picture, factor below 1
                          nearer
  --fov DEG               horizontal field of view of the whole picture, default 55
  --size WxH              size of the raster; default: what the network sees, or the file's
                          picture up to 1024 a side
  --model NAME            whose network: a pack's id or folder; default: yours, else embedded
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: cpu for a model's own network,
                          the fastest that works for yours
  --threads N             threads of the CPU; default: all cores
  --overwrite             replace the file
  --json                  print one JSON object at the end`,
  plucker: `${pluckerUsage}

  Writes float32 [1, frames, 6, height, width]: moment, then direction, as CameraCtrl has them.
  --pose-size WxH         size of the picture the poses describe; square pixels unless given`,
  ...project.en,
  measure: measureText.en,
  takes: takes.en,
  import: importText('help', 'en'),
  ...models.en,
  doctor: `craneshot doctor [--json]

  Tries every execution provider in a process of its own and lists memory, codecs and versions.`,
  help: 'craneshot help [COMMAND]',
  version: 'craneshot version [--json]',
}

const ko: Record<CommandName | 'overview', string> = {
  overview: `Craneshot은 그림 한 장과 카메라 경로로 영상 샷을 만듭니다.

  craneshot generate   샷: 폴더 하나에 프레임, 동영상, 타임라인, 레시피
  craneshot export     프로젝트의 컷을 편집 프로그램으로
  craneshot render     프로젝트 샷의 테이크, 창에서 만드는 것과 같음
  craneshot queue      이 컴퓨터의 테이크 대기열: 기다리는 것을 보고 만들기
  craneshot storyboard 프로젝트의 보드를 카메라 화살표와 평면도가 있는 PDF로
  craneshot import     그림, PDF, 스토리보드, 대본을 프로젝트로
  craneshot depth      그림의 깊이를 추정하거나 바꾸어 파일로
  craneshot plucker    포즈 파일의 카메라 임베딩을 .npy로
  craneshot repair     손상된 프로젝트 복구, 스냅샷
  craneshot relink     없는 미디어를 폴더에서 찾기
  craneshot archive    프로젝트를 파일 하나로
  craneshot unarchive  그 파일에서 프로젝트로
  craneshot measure    테이크가 카메라를 얼마나 따르는지
  craneshot takes      테이크가 차지하는 디스크, 필요 없는 것 지우기
  craneshot models     설치된 모델 팩, 추가와 삭제
  craneshot doctor     이 컴퓨터가 할 수 있는 것
  craneshot help 이름  명령 설명
  craneshot version    버전

종료 코드: 0 끝남, 1 예상된 오류, 2 잘못된 사용, 3 버그, 130 취소.
변수: CRANESHOT_HOME(설정, 대기열, 모델, 로그 폴더), CRANESHOT_LANG(en, ko).`,
  generate: `${generateUsage}

  --image 파일            스토리보드 그림: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --path 파일             카메라 포즈, RealEstate10K 텍스트나 JSON. 렌즈는 --fov보다 우선
  --pose-size WxH         포즈가 가리키는 그림의 크기. 없으면 정사각 픽셀로 봄
  --move 이름[:양]        ${moves}
  --loop                  움직임이 되돌아옴: 마지막 프레임 다음에 첫 프레임이 같은 속도로 이어짐.
                          한 바퀴 도는 움직임은 계속 돌고, 나머지는 갔다가 돌아옴
  --out 폴더              새 폴더나 빈 폴더
  --frames M              모델이 만드는 프레임 수. 기본: 파일의 포즈 수, 움직임은 16
  --seconds S, --fps R    샷의 길이와 프레임 레이트. --seconds가 없으면 초당 8, 있으면 24
  --size WxH              모델이 작업하는 크기. 기본: 그림에 가장 잘 맞는 것
  --delivery WxH|model    쓰는 프레임의 픽셀: 모델 프레임 가운데에서 그 모양으로. 기본: 전체를 그림과
                          1280x720이 허락하는 만큼 크게, 초안이나 --size가 있으면 모델 크기로
  --fov 도                화면의 가로 화각, 기본 55
  --focal-mm F            같은 것을 너비 24.89mm 센서의 초점 거리로
  --depth 무엇            auto: 추가한 깊이 네트워크(craneshot help models), 없으면 모델의 것.
                          flat, ground[:지평선 0..1], 파일: .npy, 회색조 PNG, EXR. 값이 클수록 멂.
                          가까울수록 밝은 그림을 반전하는 방법은 craneshot help depth.
                          기본: 네트워크가 있으면 auto, 없으면 flat
  --quality 품질          draft(초안), standard(표준, 기본), fine(고품질): 모델이 정한 단계 수
  --steps N, --seed N     직접 정하는 디노이즈 단계와 노이즈 시드(기본 0)
  --subject-distance D    경로의 단위 몇 개가 피사체 거리 하나인지, 기본 1
  --model 이름            embedded(기본), 팩의 id나 폴더
  --movie mp4|none        기본 mp4
  --depth-exr             프레임마다 깊이도 저장: OpenEXR, 부동소수점 Z 채널, 피사체 거리 단위.
                          모델이 만들어 낸 곳도 포함
  --no-cache              3D 캐시 없이
  자체 설정이 있는 모델(craneshot models --json에 나옴)에만
  --guidance-first G, --guidance-last G
                          첫 프레임과 마지막 프레임이 보드를 얼마나 따르는지
  --motion-bucket N       그림 안에서 얼마나 움직이는지
  --model-fps R           모델이 여기는 클립의 초당 프레임 수
  --noise-augmentation A  모델이 보기 전에 보드에 더하는 노이즈
  --camera-strength S     카메라의 비중. 1이 학습한 대로
  --decode-chunk N        함께 디코드하는 프레임 수. 적으면 메모리를 덜 쓰지만 깜박일 수 있음
  --between-frames 방법   모델 프레임 사이의 필름 프레임: warp(깊이로 옮김), nearest(가까운 것)
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --recipe 파일           take.json으로 테이크를 다시 만들기
  --overwrite             폴더에 있는 테이크를 바꾸기
  --json                  끝에 JSON 객체 하나를 출력`,
  export: `${exportUsage}

  PROJECT                 프로젝트 폴더
  --out 폴더              타임라인 파일과 컷 동영상을 넣을 폴더. 샷, 소리, 카메라는 그 안의 media에
  --preset 이름           premiere: FCP 7 XML과 OTIO. resolve: OTIO, EDL, FCP 7 XML과
                          미디어 옆의 사본. generic(기본): OTIO, FCP 7 XML, EDL
  --movie h264|prores     MP4 H.264나 MOV ProRes 422 HQ. 기본: premiere와 resolve는 prores,
                          generic은 h264
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
  --out 파일.pdf          스토리보드: 필름 비율로 자른 보드, 이름, 씬, 길이, 대사, 동작, 메모
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
  queue: queue.ko,
  render: `${renderUsage}

  PROJECT                 프로젝트 폴더. 창에서 열어 둔 채로도 됨
  --shot 이름|ID          샷 하나. 기본: 모든 샷의 테이크를 하나씩
  --quality 품질          draft(초안), standard(표준), fine(고품질). 초안 프레임은 모델의 크기,
                          나머지는 1280x720에 맞춤
  --seed N, --steps N     노이즈 시드와 디노이즈 단계. 기본: 샷에 정한 값
  --model 이름            embedded, 팩의 id나 폴더. 기본: 샷에 정한 것
  --out 폴더              샷 하나의 테이크를 둘 새 폴더나 빈 폴더. 기본: 프로젝트 안.
                          창에는 프로젝트를 다시 열 때 나타남
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --json                  끝에 JSON 객체 하나를 출력`,
  depth: `${depthUsage}

  PICTURE                 그림: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --out 파일              .npy와 .exr(Z 채널)는 피사체 거리로, 중앙값 1. .png는 16비트 회색조이고
                          가장 먼 곳이 흰색
  --depth 무엇            auto(기본): 추가한 깊이 네트워크(craneshot help models), 없으면 모델의 것.
                          확실하지 않은 곳은 평면. flat, ground[:지평선 0..1], 그림 전체의 깊이 파일
  --operation 목록        차례로 적용할 변경을 +로 이어 씀. none은 그대로.
                          기본: auto는 sharpen:2, 나머지는 없음
                          ${depthOperations}
                          relief: 0은 평면, 1은 그대로, 3까지. near-far: 가장 가까운 곳과 먼 곳을
                          피사체 거리로. sharpen: 경계를 그림의 경계로, N번. smooth: 표본 단위의
                          반지름. invert: 가까울수록 큰 파일. fill: 깊이가 없는 곳을 채움.
                          brush: 중심과 반지름은 그림에 대한 비율, 배율이 1보다 작으면 가까이
  --fov 도                그림 전체의 가로 화각, 기본 55
  --size WxH              래스터 크기. 기본: 네트워크가 보는 크기, 파일은 그림을 한 변 1024까지
  --model 이름            누구의 네트워크인지: 팩의 id나 폴더. 기본: 추가한 것, 없으면 embedded
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 모델의 네트워크는 cpu,
                          추가한 것은 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --overwrite             있는 파일을 바꾸기
  --json                  끝에 JSON 객체 하나를 출력`,
  plucker: `${pluckerUsage}

  float32 [1, 프레임, 6, 높이, 너비]를 씁니다. CameraCtrl처럼 모멘트 다음에 방향입니다.
  --pose-size WxH         포즈가 가리키는 그림의 크기. 없으면 정사각 픽셀로 봄`,
  ...project.ko,
  measure: measureText.ko,
  takes: takes.ko,
  import: importText('help', 'ko'),
  ...models.ko,
  doctor: `craneshot doctor [--json]

  실행 장치마다 따로 프로세스를 띄워 시험하고 메모리, 코덱, 버전을 보여 줍니다.`,
  help: 'craneshot help [명령]',
  version: 'craneshot version [--json]',
}

const texts: Record<Language, Record<CommandName | 'overview', string>> = { en, ko }

/** Help of one command, or the overview. */
export function helpText(topic: CommandName | 'overview', language: Language): string {
  return texts[language][topic]
}
