/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
} as const

export const ko: Record<keyof typeof en, string> = {
}
