import { expect, test } from 'vitest'
import { runProgram } from '../../../main/cli/program.ts'
import { ProgressLine } from '../../../main/cli/progress-line.ts'
import { tableText } from '../../../main/cli/table.ts'

interface Ended {
  readonly exitCode: number
  readonly output: string
  readonly error: string
}

async function run(words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const written = { output: '', error: '' }
  const exitCode = await runProgram(words, {
    environment,
    errorIsTerminal: false,
    writeOutput: (text) => void (written.output += text),
    writeError: (text) => void (written.error += text),
    onInterrupt: () => undefined,
    exitNow: () => undefined,
  })
  return { exitCode, ...written }
}

test.each([[['help']], [['--help']], [['-h']]])('%j shows the commands on stdout', async (words) => {
  const { exitCode, output, error } = await run(words)
  expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' })
  for (const name of ['generate', 'plucker', 'models', 'doctor']) expect(output).toContain(`craneshot ${name}`)
})

test.each([[['generate', '--help']], [['generate', '--image', 'x', '-h']]])(
  '%j explains that command',
  async (words) => {
    const { exitCode, output } = await run(words)
    expect(exitCode).toBe(0)
    expect(output).toContain('--subject-distance')
  },
)

test.each([
  [[], 'craneshot help'],
  [['genrate'], 'Did you mean generate?'],
  [['develop'], 'There is no command “develop”'],
  [['help', 'genrate'], 'Did you mean generate?'],
  [['models', '--jsn'], 'Did you mean --json?'],
  [['plucker', '--path', 'p', '--size', '8x8', '--out', 'p.txt'], '.npy'],
  [['plucker', '--path', 'p', '--size', '16384x16384', '--out', 'p.npy'], 'each side from 1 to 4096'],
])('%j is wrong usage: exit 2, one line on stderr, nothing on stdout', async (words, part) => {
  const { exitCode, output, error } = await run(words)
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' })
  expect(error).toContain(part)
  expect(error.trimEnd()).not.toContain('\n')
})

test('control characters of what is shown reach no terminal; JSON keeps them', async () => {
  const word = 'a\u001b[2J\u009b\u007f\r\tb'
  const { error } = await run([word])
  expect(error).toContain('“a\ufffd[2J\ufffd\ufffd\ufffd\tb”')
  const { output } = await run([word, '--json'])
  expect(JSON.parse(output).error.details).toEqual({ command: word })
})

test('what nobody expected is a bug: exit 3, its stack, and where to report it', async () => {
  const { exitCode, output, error } = await run([5 as unknown as string, '--json'])
  expect(exitCode).toBe(3)
  expect(error).toMatch(/TypeError.*\n +at .*[\s\S]*This is a bug/)
  expect(JSON.parse(output)).toMatchObject({ ok: false, exitCode: 3, error: { code: 'bug' } })
})

test('--json tells wrong usage as one object too', async () => {
  const { exitCode, output } = await run(['generate', '--json', '--sise', '8x8'])
  expect(exitCode).toBe(2)
  expect(JSON.parse(output)).toMatchObject({
    ok: false,
    exitCode: 2,
    error: { code: 'command.usage.unknown-option-near', details: { suggestion: '--size' } },
  })
})

test.each([
  [{ LANG: 'ko_KR.UTF-8' }, /[가-힣]/],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C.UTF-8' }, /^[^가-힣]*$/],
  [{ LANG: 'en_US.UTF-8', CRANESHOT_LANG: 'ko' }, /[가-힣]/],
  [{ LANG: 'de_DE.UTF-8' }, /^[^가-힣]*$/],
  [{}, /^[^가-힣]*$/],
])('%j decides the language', async (environment, expected) => {
  expect((await run(['develop'], environment)).error).toMatch(expected)
})

test('progress is one line written over on a terminal, and a line for each stage elsewhere', () => {
  const show = (isTerminal: boolean): string => {
    let shown = ''
    const line = new ProgressLine({ isTerminal, write: (text) => void (shown += text) }, 'en')
    line.show({ stage: 'inference.denoise', fraction: 0.119, step: { done: 1, total: 8 } })
    line.show({ stage: 'inference.denoise', fraction: 0.25, step: { done: 2, total: 8 } })
    line.show({ stage: 'media.movie', fraction: null })
    line.end()
    return shown
  }
  const erase = '\r\x1b[K'
  expect(show(false)).toBe('Denoising\nWriting the movie\n')
  expect(show(true)).toBe(`${erase} 11%  Denoising 1/8${erase} 25%  Denoising 2/8${erase}Writing the movie${erase}`)
})

test('columns line up, and Hangul takes two', () => {
  expect(
    tableText([
      ['a', 'bb', 'last'],
      ['프레임', 'b', 'x'],
    ]),
  ).toBe('a       bb  last\n프레임  b   x')
})
