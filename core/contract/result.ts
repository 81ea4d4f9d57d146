import type { StudioError } from './errors.ts'

/** What a parser of foreign text answers: the value, or the named error that says what is wrong and where. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: StudioError }

/** The value of a result, or its error thrown. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw result.error
}
