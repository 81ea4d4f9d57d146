import type { ErrorDetails } from '../contract/errors.ts'
import { fillText, type Language } from './language.ts'

const en = {
  all: 'all takes',
  rejected: 'rejected',
  unused: 'neither in the cut nor starred',
  'deleted-shots': 'of shots that are deleted',
  other: 'damaged takes and other files',
  count: '{{count}}',
  hint: 'craneshot takes PROJECT --clean rejected,unused,deleted-shots removes such takes for good.',
  removed: 'Removed {{count}} takes for good: {{size}} are free.',
  nothing: 'There is no such take.',
  kept: '{{count}} stayed: the system holds their files.',
} as const

const ko: Record<keyof typeof en, string> = {
  all: '모든 테이크',
  rejected: '제외한 것',
  unused: '컷에도 없고 별점도 없는 것',
  'deleted-shots': '삭제한 샷의 것',
  other: '손상된 테이크와 다른 파일',
  count: '{{count}}개',
  hint: 'craneshot takes PROJECT --clean rejected,unused,deleted-shots로 그런 테이크를 완전히 지웁니다.',
  removed: '테이크 {{count}}개를 완전히 지웠습니다. {{size}}가 비었습니다.',
  nothing: '그런 테이크가 없습니다.',
  kept: '{{count}}개는 남았습니다. 시스템이 파일을 쓰고 있습니다.',
}

const words: Record<Language, Record<keyof typeof en, string>> = { en, ko }

/** Words of `craneshot takes`. */
export function takesText(word: keyof typeof en, language: Language, details: ErrorDetails = {}): string {
  return fillText(words[language][word], details)
}
