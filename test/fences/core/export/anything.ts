// breaks typescript(no-explicit-any)
export function text(value: any): string {
  return String(value)
}
