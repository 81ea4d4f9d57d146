import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const workspaces = ['board', 'camera', 'generate', 'edit', 'deliver']
/** Keys that open the dialogs. */
const dialogs = [
  ['settings', 'Control+Comma'],
  ['queue', 'Control+j'],
  ['palette', 'F3'],
  ['shortcuts', 'F1'],
] as const

test.each([
  ['English', 'en_US.UTF-8', 'en', 'Evening at the harbour'],
  ['Korean', 'ko_KR.UTF-8', 'ko', '항구의 저녁'],
])('axe finds nothing in any workspace or dialog, in %s', async (_name, LANG, language, film) => {
  const studio = await launchStudio({ environment: { LANG, LANGUAGE: language } })
  const person = new Person(studio)
  const { page } = studio
  await page.getByRole('heading', { level: 1, name: film }).waitFor()
  const found: string[] = []
  for (const [index, workspace] of workspaces.entries()) {
    await person.press(`Control+${index + 1}`)
    await page.getByRole('tab', { selected: true }).nth(0).waitFor()
    await settled(page)
    await studio.screenshot(`${workspace}-${language}`)
    found.push(...(await violations(page, workspace)))
  }
  for (const [dialog, keys] of dialogs) {
    await person.press(keys)
    await page.getByRole('dialog').waitFor()
    await settled(page)
    await studio.screenshot(`${dialog}-${language}`)
    found.push(...(await violations(page, dialog)))
    await person.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await person.press(dialogs[0][1])
  await person.click(page.getByRole('button', { name: /^(Add a model|모델 추가)…$/ }))
  await page.getByRole('dialog', { name: /Stable Video Diffusion/ }).waitFor()
  await settled(page)
  await studio.screenshot(`add-model-${language}`)
  found.push(...(await violations(page, 'add-model')))
  await person.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  found.push(...(await violationsOfTakes(studio, person, language)))
  // Without a project, and with an empty one.
  await person.press('Control+w')
  await page.getByRole('button').nth(2).waitFor()
  await settled(page)
  found.push(...(await violations(page, 'welcome')))
  await person.press('Control+n')
  await page.getByRole('tablist').waitFor()
  for (const [index, workspace] of workspaces.entries()) {
    await person.press(`Control+${index + 1}`)
    await settled(page)
    await studio.screenshot(`empty-${workspace}-${language}`)
    found.push(...(await violations(page, `empty ${workspace}`)))
  }
  expect(found).toEqual([])
})

test('from the first start to a queued generation without the mouse', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  await person.press('Control+3')
  await tabTo(page, { role: 'option', name: /^010 Crane up/ })
  for (const name of ['020 Orbit', '030 Dolly zoom', '040 Truck left']) {
    await person.press('ArrowDown')
    await page.getByRole('option', { name: new RegExp(`^${name}`), selected: true }).waitFor()
  }
  await tabTo(page, { role: 'button', name: 'Draft' })
  await person.press('Space')
  await tabTo(page, { role: 'button', name: /^Generate/ })
  await person.press('Enter')
  await page.getByRole('option', { name: /040 Truck left (Queued|Generating)/ }).waitFor()
  await person.press('Control+Period')
  const truck = page.getByRole('option', { name: /^040 Truck left/ })
  await expect.poll(() => truck.innerText()).toContain('No take yet')
})

test.each(workspaces)('in %s Tab reaches every control and never gets stuck', async (workspace) => {
  const studio = await launchStudio()
  const { page } = studio
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  await page.keyboard.press(`Control+${workspaces.indexOf(workspace) + 1}`)
  await settled(page)
  const wanted = await tabStops(page)
  const reached = new Set<string>()
  for (let press = 0; press < wanted.length + 40; press++) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? ''))
  }
  expect(wanted.filter(({ stop }) => !reached.has(stop)).map(({ words }) => words)).toEqual([])
})

/** The matrix of takes, a take's recipe, and what takes cost the disk. */
async function violationsOfTakes({ page }: StudioApp, person: Person, language: string): Promise<string[]> {
  const [recipe, menu, dialog] =
    language === 'en'
      ? ([/^Recipe of take/, 'Take', /^Disk use of takes/] as const)
      : ([/의 레시피$/, '테이크', /^테이크의 디스크 사용량/] as const)
  await person.press('Control+3')
  await person.press('m')
  await page.getByRole('gridcell').first().waitFor()
  await person.click(page.getByRole('button', { name: recipe }))
  await page.getByText('ONNX Runtime').waitFor()
  await settled(page)
  const matrix = await violations(page, 'matrix')
  await person.press('m')
  await person.click(page.getByRole('menuitem', { name: menu, exact: true }))
  await person.click(page.getByRole('menuitem', { name: dialog }))
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  await settled(page)
  const disk = await violations(page, 'disk use')
  await person.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return [...matrix, ...disk]
}

async function violations(page: Page, place: string): Promise<string[]> {
  // Base UI's focus guards are spans that only pass the focus on.
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(guidelines).exclude('[data-base-ui-focus-guard]')
  const result = await axe.analyze()
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${place}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** Waits for fonts, pictures and animations: half-shown colours have no contrast of their own. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const finite = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(finite.map((each) => each.finished.catch(() => undefined)))
  })
}

/** Presses Tab until that control has the focus. */
async function tabTo(
  page: Page,
  { role, name }: { readonly role: 'option' | 'button'; readonly name: string | RegExp },
): Promise<void> {
  const wanted = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) }).first()
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`80 presses of Tab do not reach the ${role} ${String(name)}`)
}

/** Marks all visible elements that Tab should reach, and says what they are. */
async function tabStops(page: Page): Promise<{ readonly stop: string; readonly words: string }[]> {
  return page.evaluate(() => {
    const controls = 'button, a[href], input, textarea, [tabindex="0"]'
    const all = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (each) =>
        each.checkVisibility({ checkVisibilityCSS: true }) &&
        each.tabIndex === 0 &&
        !each.hasAttribute('disabled') &&
        !each.hasAttribute('data-base-ui-focus-guard'),
    )
    return all.map((each, index) => {
      each.setAttribute('data-stop', String(index))
      const words = each.getAttribute('aria-label') ?? each.textContent ?? ''
      return { stop: String(index), words: `${each.tagName.toLowerCase()} ${words.slice(0, 60)}` }
    })
  })
}
