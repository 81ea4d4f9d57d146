/** Joins the class names that apply; undefined when none does. */
export function classNames(...names: readonly (string | false | undefined)[]): string | undefined {
  const applied = names.filter((name) => typeof name === 'string' && name !== '')
  return applied.length === 0 ? undefined : applied.join(' ')
}
