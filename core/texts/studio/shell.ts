/** The shell: menus, workspaces, status, dialogs about projects. */
export const en = {} as const

export const ko: Record<keyof typeof en, string> = {}
