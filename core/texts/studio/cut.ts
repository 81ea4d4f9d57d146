/** The Edit workspace: player, timeline, sound. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
