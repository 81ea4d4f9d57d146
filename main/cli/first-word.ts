/** What a command is about, named by its first word, and the words after it. */
export function firstWord(words: readonly string[]): {
  readonly first: string | undefined
  readonly rest: readonly string[]
} {
  const [first, ...rest] = words
  return first === undefined || first.startsWith('--') ? { first: undefined, rest: words } : { first, rest }
}
