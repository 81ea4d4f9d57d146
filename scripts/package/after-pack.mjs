import fs from 'node:fs/promises'
import path from 'node:path'

/**
 * electron-builder's hook. The runtime that tests run on brings a folder with a start page of its own, which an
 * installed app has no use for.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ packager, appOutDir }) {
  await fs.rm(path.join(packager.getResourcesDir(appOutDir), 'app'), { recursive: true, force: true })
}
