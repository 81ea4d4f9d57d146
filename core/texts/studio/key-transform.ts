/** Keys of the camera moved and turned by an axis and a number. */
export const en = {
  'camera.command.move-keys': 'Move keys: X, Y or Z, then a number',
  'camera.command.turn-keys': 'Turn keys: X, Y or Z, then a number',
  'camera.transform.move-waits': 'Move: press X, Y or Z',
  'camera.transform.rotate-waits': 'Turn: press X, Y or Z',
  'camera.transform.move-world': 'Move, world axes',
  'camera.transform.move-local': 'Move, axes of the key',
  'camera.transform.rotate-world': 'Turn, world axes',
  'camera.transform.rotate-local': 'Turn, axes of the key',
  'camera.transform.hint': 'Enter or click takes it, Esc takes it back, {{axis}} again changes the axes',
} as const

export const ko: Record<keyof typeof en, string> = {
  'camera.command.move-keys': '키 이동: X, Y, Z와 숫자로',
  'camera.command.turn-keys': '키 회전: X, Y, Z와 숫자로',
  'camera.transform.move-waits': '이동: X, Y, Z 중 하나를 누르세요',
  'camera.transform.rotate-waits': '회전: X, Y, Z 중 하나를 누르세요',
  'camera.transform.move-world': '이동, 월드 축',
  'camera.transform.move-local': '이동, 키의 축',
  'camera.transform.rotate-world': '회전, 월드 축',
  'camera.transform.rotate-local': '회전, 키의 축',
  'camera.transform.hint': 'Enter나 클릭으로 정하고, Esc로 되돌립니다. {{axis}} 키를 다시 누르면 축이 바뀝니다',
}
