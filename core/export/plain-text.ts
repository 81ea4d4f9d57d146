/** A text whose halves of surrogate pairs are U+FFFD: no UTF-8 file can hold them. */
export function withoutHalfPairs(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}

/** A text on one line, without control characters and half surrogate pairs, which no timeline format may hold. */
export function plainLine(text: string): string {
  return withoutHalfPairs(text).replaceAll(/[\p{Control}\u2028\u2029]+/gu, ' ')
}

/** {@link plainLine} in printable ASCII: accents are dropped, every other letter becomes `?`. */
export function asciiLine(text: string): string {
  return [...plainLine(text).normalize('NFC')].map(asciiLetter).join('')
}

function asciiLetter(letter: string): string {
  const plain = letter.normalize('NFKD').replaceAll(/\p{Mark}/gu, '')
  return /^[\x20-\x7e]+$/.test(plain) ? plain : '?'
}
