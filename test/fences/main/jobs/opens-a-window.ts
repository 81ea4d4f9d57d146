// breaks electron-only-in-shell
import { BrowserWindow } from 'electron'

export const window = BrowserWindow
