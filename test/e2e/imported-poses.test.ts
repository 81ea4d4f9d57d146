import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setShotCamera } from '../../core/project/edits/shot-camera.ts'
import { writeProject } from '../../core/project/project-file.ts'
import { putMedia } from '../integration/generation/project.ts'
import { runCommandLine } from '../support/command-line.ts'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { chooseDraft, newProjectWith, pictures, shorten, shortShotFrames, tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A camera that goes to the right by so much of the subject's distance. */
const row = (frame: number, right: number): string => `${frame} 0.6 1.2 0.5 0.5 0 0 1 0 0 ${-right} 0 1 0 0 0 0 1 0`
const step = 0.01

test('a shot whose camera is a pose file is generated in the window as on the command line', async () => {
  const home = temporaryFolder()
  const folder = projectFolder(home, 'Untitled')
  const before = new Person(await launchStudio({ home }))
  await newProjectWith(before, pictures(['quay.png']))
  await shorten(before)
  await before.click(tab(before.page, 'Generate'))
  await chooseDraft(before)
  await before.press('Control+s')
  await before.studio.close()
  const rows = Array.from({ length: shortShotFrames }, (_, frame) => row(frame, frame * step))
  const file = putMedia(folder, Buffer.from(`https://example.org\n${rows.join('\n')}\n`), 'txt')
  const film = filmOnDisk(folder)
  const camera = { source: 'file', file, unitsPerSubjectDistance: 1, poseSize: null } as const
  writeFileSync(join(folder, 'project.json'), writeProject(setShotCamera(film, film.shots[0]!.id, camera)))

  const person = new Person(await launchStudio({ home }))
  await person.page.getByRole('tab', { name: /^Generate/, selected: true }).waitFor()
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(person.page).count(), { timeout: 300_000 }).toBe(1)
  await person.studio.screenshot('imported-poses')
  await person.studio.close()
  const rendered = await runCommandLine(['render', folder, '--no-measure', '--json'])
  expect(rendered.exitCode, rendered.standardError).toBe(0)

  const [made, again] = takesOnDisk(folder).map(({ take }) => take)
  expect(made!.source.camera).toMatchObject({ kind: 'shot', camera: { source: 'file' } })
  const rights = made!.spec.filmCameras.map(({ worldFromCamera }) => worldFromCamera[3]!)
  for (const [frame, right] of rights.entries()) expect(right).toBeCloseTo(frame * step, 6)
  expect(again!.spec).toEqual(made!.spec)
})
