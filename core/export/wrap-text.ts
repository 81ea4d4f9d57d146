/** Letters that begin words of their own: kana and Han, which are written without spaces. */
const standsAlone = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/u

/**
 * Lines of a text, none wider than `width` unless a single letter is. Breaks at spaces, so that Korean words stay whole,
 * and inside a word only where it has no room on a line of its own. Line ends of the text stay; spaces at a line's end go.
 * @param widthOf width of a line
 */
export function wrapText(text: string, widthOf: (line: string) => number, width: number): string[] {
  return text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((paragraph) => wrapParagraph(paragraph, widthOf, width))
}

function wrapParagraph(paragraph: string, widthOf: (line: string) => number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of wordsOf(paragraph)) {
    if (widthOf((line + word).trimEnd()) <= width) {
      line += word
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const letter of word.trimStart()) {
      if (line !== '' && widthOf((line + letter).trimEnd()) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  return [...lines, line.trimEnd()]
}

/** Words with the spaces after them. */
function wordsOf(paragraph: string): string[] {
  const words: string[] = []
  let word = ''
  let spaced = false
  for (const letter of paragraph) {
    const isSpace = letter === ' '
    if (word !== '' && ((spaced && !isSpace) || standsAlone.test(letter))) {
      words.push(word)
      word = ''
    }
    word += letter
    spaced = isSpace
  }
  return word === '' ? words : [...words, word]
}

/** The text in at most so many lines, the last with an ellipsis where some of it is left out. */
export function wrapWithin(
  text: string,
  widthOf: (line: string) => number,
  width: number,
  mostLines: number,
): string[] {
  const lines = wrapText(text, widthOf, width)
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines - 1), shortened(`${lines[mostLines - 1]!}…`, widthOf, width)]
}

/** One line that fits, with an ellipsis where some of it is left out. */
export function shortened(line: string, widthOf: (line: string) => number, width: number): string {
  if (widthOf(line) <= width) return line
  const letters = [...line.replace(/…$/, '')]
  while (letters.length > 0 && widthOf(`${letters.join('').trimEnd()}…`) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
