import type { ExportOptions } from '../contract/export-options.ts'
import type { PathForm } from './xmeml-url.ts'

export type ExportPreset = ExportOptions['preset']
export type MovieFormat = ExportOptions['movieFormat']

/** What editing program an export is for, and what that means. */
export interface PresetFacts {
  /** The timeline files, in the order they are listed. */
  readonly timelines: readonly ('otio' | 'xmeml' | 'edl' | 'fcpxml' | 'kdenlive' | 'mlt')[]
  /** How xmeml names its media. */
  readonly pathForm: PathForm
  /** Whether a copy of the xmeml lies beside the media, where Resolve looks for them once the folder has moved. */
  readonly xmemlBesideMedia: boolean
  /** Whether OTIO carries Premiere's settings and links. */
  readonly premiereMetadata: boolean
  /** The movie that is written unless the user chooses. */
  readonly movieFormat: MovieFormat
}

/**
 * Premiere reads xmeml best and OTIO since 25.6; Resolve reads OTIO, xmeml and EDL; Final Cut Pro reads FCPXML alone. They
 * cut ProRes without decoding frames they do not show; anyone else gets H.264, which plays everywhere. Kdenlive opens its
 * own document, and Shotcut and melt an MLT one.
 */
export const exportPresets: Readonly<Record<ExportPreset, PresetFacts>> = {
  premiere: {
    timelines: ['xmeml', 'otio'],
    pathForm: 'premiere',
    xmemlBesideMedia: false,
    premiereMetadata: true,
    movieFormat: 'mov-prores-422-hq',
  },
  resolve: {
    timelines: ['otio', 'xmeml', 'edl'],
    pathForm: 'resolve',
    xmemlBesideMedia: true,
    premiereMetadata: false,
    movieFormat: 'mov-prores-422-hq',
  },
  finalcut: {
    timelines: ['fcpxml', 'otio'],
    pathForm: 'generic',
    xmemlBesideMedia: false,
    premiereMetadata: false,
    movieFormat: 'mov-prores-422-hq',
  },
  // With a whole picture every 12 frames H.264 seeks at once there, in a twentieth of ProRes's size.
  kdenlive: {
    timelines: ['kdenlive', 'mlt', 'otio'],
    pathForm: 'generic',
    xmemlBesideMedia: false,
    premiereMetadata: false,
    movieFormat: 'mp4-h264',
  },
  generic: {
    timelines: ['otio', 'xmeml', 'edl'],
    pathForm: 'generic',
    xmemlBesideMedia: false,
    premiereMetadata: false,
    movieFormat: 'mp4-h264',
  },
}

/** Everything of a preset, to start choosing from. */
export function presetOptions(preset: ExportPreset): ExportOptions {
  const { movieFormat } = exportPresets[preset]
  return { preset, movieFormat, cutMovie: true, shotMovies: true, timelines: true, cameras: true }
}

/** Extension of a movie's file. */
export function movieExtension(format: MovieFormat): 'mp4' | 'mov' {
  return format === 'mp4-h264' ? 'mp4' : 'mov'
}
