/** Words inside the general controls: drag fields, dialogs, panels. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
