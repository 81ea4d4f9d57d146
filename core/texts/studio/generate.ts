/** The Generate workspace: settings, queue, takes. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
