import { cpSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import { appWithTemplates } from '../support/app-with-templates.ts'
import { Person } from '../support/person.ts'
import { projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { chooseDraft, newProjectWith, pictures, shorten, tab, takeCards } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const fixture = fileURLToPath(new URL('../fixtures/tiny-svd', import.meta.url))
const name = 'Tiny random SVD + CameraCtrl'

/** A user's downloads, and an app whose graphs they fit. */
async function launchWithDownloads(): Promise<{
  readonly studio: StudioApp
  readonly svd: string
  readonly ckpt: string
}> {
  const folder = temporaryFolder()
  const [svd, ckpt] = [join(folder, 'svd'), join(folder, 'CameraCtrl_svd.ckpt')]
  cpSync(join(fixture, 'svd'), svd, { recursive: true })
  cpSync(join(fixture, 'cameractrl.ckpt'), ckpt)
  const appFolder = appWithTemplates({ 'svd-cameractrl': join(fixture, 'template') })
  return { studio: await launchStudio({ appFolder }), svd, ckpt }
}

async function addModel(person: Person, { svd, ckpt }: { readonly svd: string; readonly ckpt: string }): Promise<void> {
  const { page, studio } = person
  await person.press('Control+Comma')
  await person.click(page.getByRole('button', { name: 'Add a model…' }))
  const dialog = page.getByRole('dialog', { name: /^Add / })
  const choose = (what: string, paths: readonly string[]): Promise<void> =>
    person.chooseInDialog(paths, () => person.click(dialog.getByRole('button', { name: `Choose ${what}…` })))
  const add = dialog.getByRole('button', { name: 'Add model' })
  expect(await add.getAttribute('aria-description')).toBe('Choose both downloads first')
  await studio.screenshot('add-model-empty')

  // A folder inside of the right one; a dialog that is closed changes nothing.
  await choose('folder', [join(svd, 'unet')])
  await choose('folder', [])
  await choose('file', [ckpt])
  await person.click(dialog.getByRole('button', { name: 'Full (32 bit)' }))
  await person.click(add)
  const refusal = dialog.getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.innerText()).toContain('image_encoder/model.fp16.safetensors')
  await studio.screenshot('add-model-wrong')

  await choose('folder', [svd])
  await refusal.waitFor({ state: 'detached' })
  await studio.screenshot('add-model-chosen')
  await person.click(add)
  // Trying its five parts takes a process of its own.
  await dialog.getByRole('progressbar').waitFor()
  await studio.screenshot('add-model-progress')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`Added ${name}. Choose it in Generate.`).waitFor()
}

async function removeModel(person: Person): Promise<string> {
  const { page, studio } = person
  await person.press('Control+Comma')
  await person.click(page.getByRole('button', { name: `Remove ${name}` }))
  const question = page.getByRole('alertdialog', { name: `Remove ${name}?` })
  await question.waitFor()
  const words = await question.innerText()
  await studio.screenshot('remove-model')
  await person.click(question.getByRole('button', { name: 'Remove model' }))
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor({ state: 'detached' })
  await studio.screenshot('removed-model')
  await person.press('Escape')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' })
  return words
}

async function setNumber(person: Person, field: Locator, value: number): Promise<void> {
  await person.click(field)
  await person.type(String(value))
  await person.press('Enter')
  await expect.poll(() => field.getAttribute('aria-valuenow')).toBe(String(value))
}

test('a model is added from downloads, the wrong ones first, makes a take as it is set, and is removed', async () => {
  const { studio, ...downloads } = await launchWithDownloads()
  const { page, home } = studio
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await addModel(person, downloads)

  await person.click(tab(page, 'Generate'))
  const pack = page.getByRole('combobox', { name: 'Model pack' })
  await person.click(pack)
  await person.click(page.getByRole('option', { name: new RegExp(`^${name.replaceAll('+', '\\+')}`) }))
  await chooseDraft(person)
  await setNumber(person, page.getByRole('spinbutton', { name: 'Motion', exact: true }), 40)
  await studio.screenshot('added-model-settings')
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  await studio.screenshot('added-model-take')
  const [made] = takesOnDisk(projectFolder(home, 'Untitled'))
  expect(made?.take.spec.pack.id).toBe('tiny-svd')
  expect(made?.take.spec.controls).toMatchObject({ motionBucket: 40, guidanceLast: 3 })

  const words = await removeModel(person)
  expect(words).toContain('Your downloads stay where they are')
  await pack.waitFor({ state: 'detached' })
  expect(readdirSync(join(home, 'models'))).toEqual([])
  expect(statSync(downloads.ckpt).nlink).toBe(1)
  expect(takesOnDisk(projectFolder(home, 'Untitled'))).toHaveLength(1)
})
