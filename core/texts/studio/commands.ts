/** Names of commands, as menus, the palette and the list of shortcuts show them. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
