/** Help of the commands that keep projects safe. */

const repairUsage = `craneshot repair PROJECT [--dry-run | --list | --restore NAME] [--json]`
const relinkUsage = `craneshot relink PROJECT --from FOLDER [--json]`
const archiveUsage = `craneshot archive PROJECT --out FILE [--cut-takes] [--overwrite] [--json]`
const unarchiveUsage = `craneshot unarchive FILE --out FOLDER [--json]`

export const en = {
  repair: `${repairUsage}

  PROJECT                 a project's folder
  --dry-run               say what is wrong and what a repair would do; change nothing
  --list                  the snapshots: films kept before batches, imports and migrations
  --restore NAME          make the film of a snapshot the project's film; the one before is kept
                          as a snapshot and comes back with undo
  --json                  print one JSON object at the end

  Brings project.json back from its backup, a snapshot, another copy or the journal; if none can
  be read, from takes and pictures. Media get their right names, half-written files go.
  What cannot be understood is moved to set-aside in the project; nothing of yours is removed.`,
  relink: `${relinkUsage}

  PROJECT                 a project's folder that no program has open
  --from FOLDER           searched with all folders in it, once for all missing media, by size and
                          hash; what is found is copied into the project
  --json                  print one JSON object at the end`,
  archive: `${archiveUsage}

  PROJECT                 a project's folder; it may be open in the window meanwhile
  --out FILE              one ZIP file with the film, its undo, media and takes; .craneshot by custom
  --cut-takes             of the takes, only those that the cut shows
  --overwrite             replace the file
  --json                  print one JSON object at the end`,
  unarchive: `${unarchiveUsage}

  FILE                    an archive of a project
  --out FOLDER            a new or empty folder for the project
  --json                  print one JSON object at the end`,
} as const

export const ko: Record<keyof typeof en, string> = {
  repair: `${repairUsage}

  PROJECT                 프로젝트 폴더
  --dry-run               잘못된 곳과 복구할 내용만 알리고 아무것도 바꾸지 않음
  --list                  스냅샷 목록: 일괄 생성, 가져오기, 버전 변환 전에 남긴 필름
  --restore 이름          스냅샷의 필름을 프로젝트의 필름으로. 그 전 필름도 스냅샷으로 남고
                          실행 취소로 되돌릴 수 있음
  --json                  끝에 JSON 객체 하나를 출력

  project.json을 백업, 스냅샷, 다른 사본, 저널에서 되살리고, 읽을 수 있는 것이 없으면 테이크와
  그림으로 다시 만듭니다. 미디어의 이름을 바로잡고 쓰다 만 파일을 지웁니다.
  알 수 없는 것은 프로젝트의 set-aside로 옮기며, 사용자의 것은 지우지 않습니다.`,
  relink: `${relinkUsage}

  PROJECT                 어떤 프로그램도 열고 있지 않은 프로젝트의 폴더
  --from 폴더             그 안의 모든 폴더에서 없는 미디어 전부를 크기와 해시로 한 번에 찾아
                          프로젝트로 복사
  --json                  끝에 JSON 객체 하나를 출력`,
  archive: `${archiveUsage}

  PROJECT                 프로젝트 폴더. 창에서 열어 둔 채로도 됨
  --out 파일              필름, 실행 취소 기록, 미디어, 테이크를 담은 ZIP 파일 하나.
                          확장자는 보통 .craneshot
  --cut-takes             테이크는 컷에 보이는 것만
  --overwrite             있는 파일을 바꾸기
  --json                  끝에 JSON 객체 하나를 출력`,
  unarchive: `${unarchiveUsage}

  파일                    프로젝트의 보관 파일
  --out 폴더              프로젝트를 둘 새 폴더나 빈 폴더
  --json                  끝에 JSON 객체 하나를 출력`,
}
