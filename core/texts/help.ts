import * as depth from './help-depth.ts'
import * as exporting from './help-export.ts'
import * as generate from './help-generate.ts'
import * as measure from './help-measure.ts'
import * as models from './help-models.ts'
import * as project from './help-project.ts'
import * as queue from './help-queue.ts'
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

Exit codes: 0 done, 1 expected error, 2 wrong usage, 3 a bug, 130 cancelled.
Variables: CRANESHOT_HOME (folder of settings, queue, models, logs), CRANESHOT_LANG (en, ko).`,
  ...generate.en,
  ...exporting.en,
  queue: queue.en,
  ...depth.en,
  ...project.en,
  measure: measure.en,
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
  ...generate.ko,
  ...exporting.ko,
  queue: queue.ko,
  ...depth.ko,
  ...project.ko,
  measure: measure.ko,
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
