import fs from 'node:fs/promises'
import path from 'node:path'
import { addonFile, fitEncoderToElectron } from '../electron/movie-encoder.mjs'
import { root } from '../root.mjs'

/**
 * electron-builder's hook. The movie encoder is fitted to the program. The runtime that tests run on brings a folder with a start page of its own, which an
 * installed app has no use for.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ packager, appOutDir }) {
  const unpacked = path.join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked')
  fitEncoderToElectron(path.join(unpacked, path.relative(root, addonFile)))
  await fs.rm(path.join(packager.getResourcesDir(appOutDir), 'app'), { recursive: true, force: true })
}
