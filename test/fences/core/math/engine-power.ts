// breaks core-arithmetic-is-exact
export function square(value: number): number {
  return value ** 2
}
