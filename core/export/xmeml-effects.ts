import { pow } from '../math/exponential.ts'
import type { Dissolve } from './placed-clips.ts'
import { element, type XmlElement } from './xml.ts'

/** Loudest level that the format's own filter knows. */
export const loudestGainDb = 12
const largestLevel = 3.98107

/** A dissolve over the cut at that record frame. */
export function crossDissolve(rate: XmlElement, cutFrame: number, { inFrames, outFrames }: Dissolve): XmlElement {
  return element('transitionitem', [
    rate,
    element('start', cutFrame - inFrames),
    element('end', cutFrame + outFrames),
    element('alignment', alignmentOf(inFrames, outFrames)),
    element('effect', [
      element('name', 'Cross Dissolve'),
      element('effectid', 'Cross Dissolve'),
      element('effectcategory', 'Dissolve'),
      element('effecttype', 'transition'),
      element('mediatype', 'video'),
    ]),
  ])
}

/** The format knows dissolves that end at the cut, start at it, or lie over it; where over it does not change the picture. */
function alignmentOf(inFrames: number, outFrames: number): 'start' | 'center' | 'end' {
  if (inFrames === 0) return 'start'
  return outFrames === 0 ? 'end' : 'center'
}

/** A sound's level as factor of its amplitude, at most +12 dB. */
export function audioLevels(gainDb: number): XmlElement {
  const level = pow(10, Math.min(loudestGainDb, gainDb) / 20)
  return element('filter', [
    element('effect', [
      element('name', 'Audio Levels'),
      element('effectid', 'audiolevels'),
      element('effectcategory', 'audiolevels'),
      element('effecttype', 'audiolevels'),
      element('mediatype', 'audio'),
      element('parameter', [
        element('parameterid', 'level'),
        element('name', 'Level'),
        element('valuemin', 0),
        element('valuemax', largestLevel),
        element('value', Number(level.toFixed(5))),
      ]),
    ]),
  ])
}
