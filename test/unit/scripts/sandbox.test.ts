import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Another language to TypeScript; its own check is that of scripts. */
const script = new URL('../../../scripts/electron/sandbox.mjs', import.meta.url).href
const { sandboxRefusal } = (await import(script)) as {
  sandboxRefusal(facts: {
    program: string
    uid: number
    helper: { uid: number; mode: number } | null
    appArmorRestricts: boolean
    cloneForbidden: boolean
    noneAllowed: boolean
    profiles: readonly string[]
  }): string | null
}

const program = "/home/kim/100% kim's/my films/craneshot/node_modules/electron/dist/electron"
/** As it is unpacked. */
const unpacked = { uid: 1000, mode: 0o100755 }
const open = {
  program,
  uid: 1000,
  helper: unpacked,
  appArmorRestricts: false,
  cloneForbidden: false,
  noneAllowed: false,
  profiles: [],
}

/** What the shell would hand to tee. */
function profileOf(refusal: string): string {
  const line = /^ {2}(printf .*) \| sudo tee \/etc\/apparmor\.d\/\S+$/m.exec(refusal)?.[1]
  return execFileSync('sh', ['-c', line!], { encoding: 'utf8' })
}

test('where users may make namespaces, for root, and with a helper of root’s, Electron starts', () => {
  expect(sandboxRefusal(open)).toBeNull()
  for (const restricted of [{ appArmorRestricts: true }, { cloneForbidden: true }, { noneAllowed: true }]) {
    expect(sandboxRefusal({ ...open, ...restricted, uid: 0 })).toBeNull()
    expect(sandboxRefusal({ ...open, ...restricted, helper: { uid: 0, mode: 0o104755 } })).toBeNull()
    for (const helper of [unpacked, { uid: 0, mode: 0o100755 }, { uid: 1000, mode: 0o104755 }])
      expect(sandboxRefusal({ ...open, ...restricted, helper })).toContain('npm run demo')
  }
})

test('AppArmor’s restriction is told before anything is downloaded, and its remedy is one that ends it', () => {
  const restricted = { ...open, appArmorRestricts: true }
  const refusal = sandboxRefusal({ ...restricted, helper: null })!
  expect(refusal).toContain('sudo apparmor_parser -r /etc/apparmor.d/craneshot-electron')
  const profile = profileOf(refusal)
  expect(profile.split('\n')).toEqual([
    'abi <abi/4.0>,',
    `profile craneshot-electron "${program}" flags=(unconfined) {`,
    '  userns,',
    '}',
    '',
  ])
  expect(sandboxRefusal({ ...restricted, profiles: [profile] })).toBeNull()
  // Neither that of another checkout nor one that grants something else.
  const others = [profile.replace('my films', 'other films'), profile.replace('userns', 'network')]
  expect(sandboxRefusal({ ...restricted, profiles: others })).toBe(refusal)
})

test('where the kernel itself forbids them the helper is the remedy, once it is there', () => {
  for (const forbidden of [{ cloneForbidden: true }, { noneAllowed: true }]) {
    expect(sandboxRefusal({ ...open, ...forbidden, helper: null })).toBeNull()
    const refusal = sandboxRefusal({ ...open, ...forbidden, appArmorRestricts: true })
    const file = /^ {2}sudo chmod 4755 (.*)$/m.exec(refusal!)?.[1]
    const named = execFileSync('sh', ['-c', `printf %s ${file}`], { encoding: 'utf8' })
    expect(named).toBe(program.replace(/electron$/, 'chrome-sandbox'))
    expect(refusal).toContain('sudo chown root')
  }
})
