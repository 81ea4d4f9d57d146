import { createRequire } from 'node:module'

/** @returns {string} the program that the electron package stands for; it must be installed */
export function electronProgram() {
  return createRequire(import.meta.url)('electron')
}
