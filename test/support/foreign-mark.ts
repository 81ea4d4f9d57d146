import { writerMark } from '../../main/services/files/writer-mark.ts'

/** The mark of a writer on another machine, whose process number no process has here. */
export function foreignMark(): string {
  return writerMark(2 ** 22 + 1).replace(/-..../, (own) => (own === '-0000' ? '-1111' : '-0000'))
}
