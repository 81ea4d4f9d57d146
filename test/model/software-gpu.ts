import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const electronFolder = fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url))
const driver = join(electronFolder, 'vk_swiftshader_icd.json')
const loader = join(electronFolder, 'libvulkan.so.1')

/** Why no software GPU can be had here; empty when there is one. */
export const noSoftwareGpu =
  process.platform !== 'linux'
    ? 'only set up on Linux'
    : existsSync(driver) && existsSync(loader)
      ? ''
      : 'Electron’s software Vulkan driver is not installed; run scripts/ensure-electron.mjs'

/**
 * Environment of a process that finds Electron's software Vulkan driver, and Electron's Vulkan loader where the system
 * has none. `folder` gets a link to that one library: the rest of Electron's must not shadow the system's.
 */
export function softwareGpuEnvironment(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true })
  symlinkSync(loader, join(folder, 'libvulkan.so.1'))
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: folder }
}
