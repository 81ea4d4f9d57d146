import { expect, it } from 'vitest'
import { commandNames, helpText } from '../../../core/texts/help.ts'

it.each(['en', 'ko'] as const)('the overview names every command, and each has its own help (%s)', (language) => {
  const overview = helpText('overview', language)
  for (const name of commandNames) {
    expect(overview).toMatch(new RegExp(`^ {2}craneshot ${name} `, 'm'))
    expect(helpText(name, language)).toMatch(new RegExp(`^craneshot ${name}\\b`))
  }
})
