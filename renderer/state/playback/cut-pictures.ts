import type { TakeSummary } from '../../../core/contract/studio.ts'
import { partInFilm } from '../../../core/framing/delivery.ts'
import type { PixelBox } from '../../../core/framing/framing.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { boardPreview, boardStill } from './board-pictures.ts'
import { cutFrameAt, type CutLayer } from './cut-frame.ts'
import type { ViewerFrame, ViewerLayer } from './frame-viewer.ts'
import type { PictureRequest } from './picture-supply.ts'
import { takePlaying, takeStill } from './take-pictures.ts'

/**
 * The part of a take's frames in the film's shape as it is now, in pixels: what an export crops to. A take made before the
 * film changed its shape says otherwise of itself.
 */
export function deliveredBox({ format }: Film, take: TakeSummary): PixelBox {
  return partInFilm(take.size, format.width / format.height)
}

/** The film and the takes that are on the cut. */
interface CutMaterial {
  readonly projectId: string
  readonly film: Film
  readonly takes: readonly TakeSummary[]
}

/** What a viewer shows of a frame of the cut. @param comingFrames frames of the cut that are due next, soonest first */
export function viewerFrameOfCut(
  material: CutMaterial,
  frame: number,
  { stands, comingFrames }: { readonly stands: boolean; readonly comingFrames: readonly number[] },
): ViewerFrame {
  const { film, takes } = material
  const layersAt = (at: number): ViewerLayer[] =>
    cutFrameAt(film, takes, at).map((layer) => viewerLayer(material, layer))
  return {
    frame,
    stands,
    layers: layersAt(frame),
    ahead: comingFrames.flatMap((at) => layersAt(at).map(({ moving }) => moving)),
  }
}

/** @param index 0 is the take's first frame */
function takeLayer({ projectId, film }: CutMaterial, take: TakeSummary, index: number): ViewerLayer {
  return {
    moving: { source: takePlaying(projectId, take), index },
    standing: { source: takeStill(projectId, take), index },
    meanwhile: null,
    box: deliveredBox(film, take),
    weight: 1,
  }
}

/** A frame of a shot without a take: its board of that time seen through the path. @param shotFrame 0 is the shot's first without handles */
function boardLayer({ projectId, film }: CutMaterial, shot: CutLayer['shot'], shotFrame: number): ViewerLayer {
  const source = boardStill(projectId, film, { shot, frame: shotFrame }, 'display')
  const still: PictureRequest = { source, index: 0 }
  const preview = boardPreview(projectId, film, shot, shotFrame)
  if (preview === null) return { moving: still, standing: null, meanwhile: null, box: null, weight: 1 }
  const moving = { source: preview.source, index: shotFrame }
  return { moving, standing: null, meanwhile: still, box: preview.deliveryBox, weight: 1 }
}

function viewerLayer(material: CutMaterial, { take, shot, shotFrame, weight }: CutLayer): ViewerLayer {
  const layer = take === null ? boardLayer(material, shot, shotFrame) : takeLayer(material, take.summary, take.index)
  return { ...layer, weight }
}
