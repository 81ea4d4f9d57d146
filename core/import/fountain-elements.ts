/** What a script consists of, as far as a storyboard needs it, in its order. */
export type FountainElement =
  | { readonly kind: 'scene'; readonly text: string; readonly number: string }
  /** A speech is `NAME (direction): words`. */
  | { readonly kind: 'action' | 'dialogue' | 'note' | 'synopsis'; readonly text: string }

interface Paragraph {
  readonly lines: readonly string[]
}

const heading = /^(?:INT|EXT|EST|INT\.?\/EXT|I\/E)(?:\.|\s)/i
/** Forced by a dot, which ellipses are not. */
const forcedHeading = /^\.(?=[\p{L}\p{N}])/u
// Patterns here must not begin with what may come many times over: an engine would begin again at each of them.
const sceneNumber = /#([^#\n]{1,40})#$/
const transition = /^[^\p{Ll}]*\bTO:$/u
const titleKey = /^([\p{L}][\p{L} ]{0,40}):/u

/**
 * Splits a script in Fountain into its elements (fountain.io/syntax): title page, scene headings, action, dialogue with
 * its character and directions, notes, synopses. Sections, page breaks and what is commented out are left out;
 * transitions are notes; marks of emphasis go.
 */
export function fountainElements(text: string): { title: string; elements: FountainElement[] } {
  const plain = withoutComments(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'))
  const { title, rest } = takeTitlePage(plain)
  return { title, elements: paragraphs(rest).flatMap(elementsOf) }
}

/** Comments may span lines, and one without an end runs to the end of the script. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('/*', at)
    if (start < 0) return parts.join('') + text.slice(at)
    parts.push(text.slice(at, start))
    const end = text.indexOf('*/', start + 2)
    if (end < 0) return parts.join('')
    at = end + 2
  }
}

/** `Key: value` lines, or a key with indented lines below it, before the first empty line. */
function takeTitlePage(text: string): { title: string; rest: string } {
  const end = /\n[ \t]*\n/.exec(text)
  const page = end === null ? text : text.slice(0, end.index)
  const first = titleKey.exec(page.split('\n')[0] ?? '')
  if (first === null || heading.test(page) || transition.test(page.split('\n')[0]!)) return { title: '', rest: text }
  const lines = page.split('\n')
  let isTitle = false
  const title: string[] = []
  for (const line of lines) {
    const key = /^\s/.test(line) ? null : titleKey.exec(line)
    if (key !== null) isTitle = key[1]!.toLowerCase() === 'title'
    const words = line.slice(key?.[0].length ?? 0).trim()
    if (isTitle && words !== '') title.push(withoutMarks(words))
  }
  return { title: title.join(' '), rest: end === null ? '' : text.slice(end.index) }
}

/** Blocks between empty lines; a line of two spaces is no empty one. */
function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = []
  let lines: string[] = []
  const close = (): void => {
    if (lines.length > 0) found.push({ lines })
    lines = []
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '' && line !== '  ') close()
    else lines.push(line)
  }
  close()
  return found
}

function elementsOf({ lines }: Paragraph): FountainElement[] {
  const { words, notes } = takeNotes(lines)
  if (words.length === 0) return notes
  return [...elementsOfWords(words), ...notes]
}

/** Notes in `[[ ]]` may stand anywhere in a paragraph, over several lines. */
function takeNotes(lines: readonly string[]): { words: string[]; notes: FountainElement[] } {
  const notes: FountainElement[] = []
  const text = lines.join('\n')
  let words = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('[[', at)
    const end = start < 0 ? -1 : text.indexOf(']]', start + 2)
    words += text.slice(at, end < 0 ? undefined : start)
    if (end < 0) return { words: words.split('\n').filter((line) => line.trim() !== ''), notes }
    const note = text.slice(start + 2, end).trim()
    if (note !== '') notes.push({ kind: 'note', text: note })
    at = end + 2
  }
}

/** Marks that make a line an element of its own, one after another; what follows them is one action or one speech. */
function elementsOfWords(lines: readonly string[]): FountainElement[] {
  const elements: FountainElement[] = []
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    const isLast = index === lines.length - 1
    if (/^={3,}$/.test(line) || line.startsWith('#')) continue
    if (line.startsWith('=')) elements.push({ kind: 'synopsis', text: line.slice(1).trim() })
    else if (forcedHeading.test(line) || heading.test(line)) elements.push(sceneOf(line.replace(forcedHeading, '')))
    else if (isCentred(line)) return [...elements, action(lines.slice(index))]
    else if (line.startsWith('>')) elements.push({ kind: 'note', text: line.slice(1).trim() })
    else if (isLast && transition.test(line)) elements.push({ kind: 'note', text: line })
    else if (!isLast && isCharacter(line)) return [...elements, speech(line, lines.slice(index + 1))]
    else return [...elements, action(lines.slice(index))]
  }
  return elements
}

function isCentred(line: string): boolean {
  return line.length > 1 && line.startsWith('>') && line.endsWith('<')
}

function sceneOf(line: string): FountainElement {
  const words = line.trim()
  const number = sceneNumber.exec(words)?.[1] ?? ''
  return { kind: 'scene', text: withoutMarks(words.replace(sceneNumber, '').trim()), number: number.trim() }
}

/** Capitals, or a name forced by `@`; what stands in brackets behind it may be small. Hangul has no capitals: it is forced. */
function isCharacter(line: string): boolean {
  if (line.startsWith('@')) return line.length > 1
  if (line.startsWith('!')) return false
  const name = line.replaceAll(/\([^()]*\)/g, '')
  return /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name) && !/\p{Lo}/u.test(name)
}

function speech(line: string, below: readonly string[]): FountainElement {
  const cue = line.replace(/^@/, '')
  const name = withoutMarks((cue.endsWith('^') ? cue.slice(0, -1) : cue).trim())
  const words = below.map((each) => withoutMarks(each.trim().replace(/^~\s*/, '')))
  // A direction before the words stands with the name.
  const direction = /^\(.*\)$/.test(words[0] ?? '') && words.length > 1 ? ` ${words.shift() ?? ''}` : ''
  return { kind: 'dialogue', text: `${name}${direction}: ${words.join(' ')}` }
}

function action(lines: readonly string[]): FountainElement {
  const words = lines.map((line) => {
    const plain = line.trim().replace(/^[!~]\s*/, '')
    return withoutMarks(isCentred(plain) ? plain.slice(1, -1).trim() : plain)
  })
  return { kind: 'action', text: words.join('\n') }
}

/** `*italic*`, `**bold**`, `_underlined_` as plain words; a mark after a backslash stays. */
function withoutMarks(text: string): string {
  return text.replaceAll(/\\([*_])|[*_]+/g, (_, kept: string | undefined) => kept ?? '')
}
