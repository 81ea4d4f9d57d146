import type { Language } from '../../core/texts/language.ts'
import { programText } from '../../core/texts/program.ts'
import { providerFaultText } from '../../core/texts/provider-faults.ts'
import { diagnose, type Diagnosis, type TriedProvider } from '../services/doctor.ts'
import type { Command } from './command.ts'
import { readOptions } from './options.ts'
import { tableText } from './table.ts'

const gigabyte = 1024 ** 3

/** `craneshot doctor`: what works here, found by trying. */
export const doctor: Command = {
  name: 'doctor',
  prepare: (words) => {
    readOptions(words, { json: 'flag' }, 'doctor')
    return async (context) => {
      const { installation, media, startProbe, places } = context.composition
      const diagnosis = await diagnose({ installation, media, startProbe }, context)
      return { json: { ...diagnosis, places }, text: describe(diagnosis, context.language) }
    }
  },
}

function describe(diagnosis: Diagnosis, language: Language): string {
  const { versions, system, processor, memory, card, providers, encoders } = diagnosis
  const words = (...args: Parameters<typeof programText>): string => programText(...args)
  const none = words('none', language)
  const electron = versions.electron ?? none
  const electronNote =
    versions.electron && !versions.electronIsDownloaded ? ` (${words('notDownloaded', language)})` : ''
  const size = (bytes: number): string => `${(bytes / gigabyte).toFixed(1)} GiB`
  const sections = [
    words('versions', language),
    tableText([
      ['  Craneshot', versions.craneshot],
      ['  Node', versions.node],
      ['  Electron', `${electron}${electronNote}`],
      ['  ONNX Runtime', versions.onnxruntime ?? none],
      ['  FFmpeg', versions.ffmpeg],
    ]),
    words('machine', language),
    `  ${processor.model}, ${processor.cores} ${words('cores', language)}, ${system.platform} ${system.architecture}`,
    `  ${size(memory.totalBytes)}, ${size(memory.freeBytes)} ${words('free', language)}`,
    ...(card === null
      ? []
      : [`  ${card.name}: ${size(card.totalBytes)}, ${size(card.freeBytes)} ${words('free', language)}`]),
    words('providers', language),
    tableText(providers.map((probe) => [`  ${probe.provider}`, outcome(probe, language)])),
    words('encoders', language),
    tableText(Object.entries(encoders).map(([name, there]) => [`  ${name}`, words(there ? 'yes' : 'no', language)])),
  ]
  return sections.join('\n')
}

function outcome({ works, reason, milliseconds, fault }: TriedProvider, language: Language): string {
  if (works) {
    const time = milliseconds === null ? '' : ` (${milliseconds.toFixed(1)} ms)`
    return `${programText('works', language)}${time}`
  }
  const cause = fault === null ? '' : providerFaultText(fault, language)
  if (fault === 'elsewhere') return cause
  return `${programText('notHere', language)}: ${cause} [${shortReason(reason)}]`
}

/** Long enough to search for; what the runtime says first is where in its own code it was. */
function shortReason(reason: string): string {
  const words = (reason.split('\n')[0] ?? '').replace(/^\S*onnxruntime\S*\.cc:\d+ .*? was false\. /, '')
  return words.length > 160 ? `${words.slice(0, 159)}…` : words
}
