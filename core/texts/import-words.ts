import { fillText, type Language } from './language.ts'

const importUsage = 'craneshot import PROJECT FILE... [--json]'

/** Help of the command, and what it says. */
const en = {
  help: `${importUsage}

  PROJECT                 a project's folder that no program has open; a new or empty folder
                          becomes a project
  FILE                    pictures (PNG, JPEG, WebP, AVIF, TIFF, PSD, PSB, EXR) and PDFs: a shot for
                          each page, in the order of the names; folders of them; .storyboarder
                          projects with the images beside them and Fountain scripts: scenes and shots
  --json                  print one JSON object at the end

  Files stay as they are; what is needed of them is copied into the project. A PDF's pages are drawn
  to fill the film's frame. EXR is shown as sRGB without exposure: light of 1 is white.`,
  imported: 'Imported into {{folder}}',
  shots: 'shots: {{shots}}',
  scenes: 'scenes: {{scenes}}, shots: {{shots}}',
  missing: 'Missing in the sequence: {{names}}',
  'left-out': 'Files in folders that are no pictures and were left out: {{count}}',
  untried: 'Files that were to follow and were not imported: {{count}}',
  page: '{{file}}, page {{page}}',
} as const

export type ImportWord = keyof typeof en

const ko: Record<ImportWord, string> = {
  help: `${importUsage}

  PROJECT                 어떤 프로그램도 열고 있지 않은 프로젝트의 폴더.
                          새 폴더나 빈 폴더는 프로젝트가 됨
  FILE                    그림(PNG, JPEG, WebP, AVIF, TIFF, PSD, PSB, EXR)과 PDF: 이름 순서로
                          쪽마다 샷 하나. 그림이 든 폴더. 옆에 그림이 있는 .storyboarder 프로젝트와
                          Fountain 대본: 씬과 샷
  --json                  끝에 JSON 객체 하나를 출력

  원본 파일은 그대로 두고 필요한 것만 프로젝트로 복사합니다. PDF의 쪽은 필름의 화면을 채우도록
  그립니다. EXR은 노출을 바꾸지 않고 sRGB로 보여 줍니다. 빛 1이 흰색입니다.`,
  imported: '{{folder}}에 가져왔습니다',
  shots: '샷 {{shots}}개',
  scenes: '씬 {{scenes}}개, 샷 {{shots}}개',
  missing: '번호가 빠진 파일: {{names}}',
  'left-out': '폴더에서 그림이 아닌 파일 {{count}}개는 가져오지 않았습니다',
  untried: '남은 파일 {{count}}개는 가져오지 않았습니다',
  page: '{{file}}, {{page}}쪽',
}

const words = { en, ko }

export function importText(
  word: ImportWord,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string {
  return fillText(words[language][word], details)
}
