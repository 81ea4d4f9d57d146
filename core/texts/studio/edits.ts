/** Names of edits, as undo and redo show them. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
