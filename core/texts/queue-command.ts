import type { ErrorDetails } from '../contract/errors.ts'
import type { QueuedJob } from '../queue/job-list.ts'
import { fillText, type Language } from './language.ts'

const en = {
  waiting: 'waiting',
  held: 'waiting since last time',
  running: 'running',
  done: 'done',
  failed: 'failed',
  canceled: 'cancelled',
  seed: 'seed {{seed}}',
  about: 'about {{minutes}} min',
  empty: 'Nothing runs, nothing waits.',
  paused: 'The queue is paused: craneshot queue resume',
  added: 'Queued {{count}}. A window makes them, or craneshot queue run.',
  ran: 'Made {{done}}, failed {{failed}}; {{left}} wait.',
  bug: 'a bug in Craneshot ({{message}}). Please report it.',
} as const

type QueueWord = keyof typeof en

const ko: Record<QueueWord, string> = {
  waiting: '대기 중',
  held: '지난번부터 대기 중',
  running: '실행 중',
  done: '완료',
  failed: '실패',
  canceled: '취소됨',
  seed: '시드 {{seed}}',
  about: '약 {{minutes}}분',
  empty: '실행 중이거나 대기 중인 작업이 없습니다.',
  paused: '대기열이 멈춰 있습니다: craneshot queue resume',
  added: '{{count}}개를 대기열에 넣었습니다. 창이나 craneshot queue run이 만듭니다.',
  ran: '{{done}}개를 만들었고 {{failed}}개가 실패했습니다. {{left}}개가 기다립니다.',
  bug: 'Craneshot의 버그입니다({{message}}). 알려 주세요.',
}

/** Words of the command line on the machine's queue. */
export function queueText(word: QueueWord, language: Language, details: ErrorDetails = {}): string {
  return fillText({ en, ko }[language][word], details)
}

/** The state of a job in a word or two. */
export function jobStateText({ state, held }: Pick<QueuedJob, 'state' | 'held'>, language: Language): string {
  return queueText(state === 'waiting' && held ? 'held' : state, language)
}
