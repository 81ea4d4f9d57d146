import { afterEach, expect, test } from 'vitest'
import { keyHint } from '../../../renderer/state/key-hint.ts'
import { studioStore } from '../../../renderer/state/mirrors.ts'

/** Only the platform counts here. */
function onPlatform(platform: string): void {
  studioStore.setState({ studio: { platform } as NonNullable<ReturnType<typeof studioStore.getState>['studio']> })
}

afterEach(() => studioStore.setState({ studio: null }))

test.each([
  ['$mod+Shift+KeyZ', 'Ctrl+Shift+Z', '⌘⇧Z'],
  ['$mod+Digit3', 'Ctrl+3', '⌘3'],
  ['$mod+BracketLeft', 'Ctrl+[', '⌘['],
  ['Alt+ArrowLeft', 'Alt+←', '⌥←'],
  ['Shift+?', '?', '?'],
  ['Shift+Enter', 'Shift+Enter', '⇧Enter'],
  ['F11', 'F11', 'F11'],
])('%s is printed as keyboards of the platform are', (keys, elsewhere, onMac) => {
  onPlatform('linux')
  expect(keyHint(keys)).toBe(elsewhere)
  onPlatform('darwin')
  expect(keyHint(keys)).toBe(onMac)
})
