import type { ReactNode } from 'react'
import type { MoveName } from '../../../core/camera/move-names.ts'
import styles from './move-icon.module.css'

interface MoveIconProps {
  readonly move: MoveName
  /** Points the other way: back, left, down, out. */
  readonly reversed?: boolean | undefined
}

/**
 * A camera move, drawn on a grid of 24 in the line of the other icons. Moves of the whole camera have straight arrows
 * beside a frame; turns have an arc round a pivot; changes of the lens have nested frames.
 */
export function MoveIcon({ move, reversed = false }: MoveIconProps) {
  return (
    <svg viewBox="0 0 24 24" data-icon aria-hidden="true" className={reversed ? styles[flips[move]] : undefined}>
      {drawings[move]}
    </svg>
  )
}

const flips: Readonly<Record<MoveName, 'leftRight' | 'upDown' | 'none'>> = {
  dolly: 'upDown',
  truck: 'leftRight',
  pedestal: 'upDown',
  crane: 'none',
  pan: 'leftRight',
  tilt: 'upDown',
  roll: 'leftRight',
  zoom: 'none',
  'dolly-zoom': 'none',
  orbit: 'leftRight',
  handheld: 'none',
  static: 'none',
}

const drawings: Readonly<Record<MoveName, ReactNode>> = {
  dolly: (
    <>
      <path d="M8.5 4h7M8.5 4 4 20h16L15.5 4" />
      <path d="M12 17V8m-3 3 3-3 3 3" />
    </>
  ),
  truck: (
    <>
      <rect x="6" y="4" width="12" height="8" rx="1.5" />
      <path d="M4 18h16m-3-3 3 3-3 3" />
    </>
  ),
  pedestal: (
    <>
      <rect x="10" y="8" width="11" height="8" rx="1.5" />
      <path d="M5 20V4M2 7l3-3 3 3" />
    </>
  ),
  crane: (
    <>
      <path d="M3 21h7M6.5 21v-9M2 14.5l9.5-5.3" />
      <rect x="11" y="5" width="6" height="4.5" rx="1" transform="rotate(-29 14 7.25)" />
      <path d="M20 20v-8m-2.5 2.5L20 12l2.5 2.5" />
    </>
  ),
  pan: (
    <>
      <circle cx="12" cy="19" r="1.5" />
      <path d="M3 13a9.5 9.5 0 0 1 18-.5" />
      <path d="M21.5 7.5v5h-5" />
      <path d="M12 15v-4" />
    </>
  ),
  tilt: (
    <>
      <circle cx="5" cy="12" r="1.5" />
      <path d="M11 21a9.5 9.5 0 0 0 .5-18" />
      <path d="M16.5 2.5h-5v5" />
      <path d="M9 12h4" />
    </>
  ),
  roll: (
    <>
      <rect x="7.5" y="9.5" width="9" height="6" rx="1" transform="rotate(24 12 12.5)" />
      <path d="M3.2 14A9 9 0 0 1 19 7" />
      <path d="M19.5 2.5V7H15" />
    </>
  ),
  zoom: (
    <>
      <rect x="2.5" y="4.5" width="19" height="15" rx="1.5" />
      <rect x="9" y="9.5" width="6" height="5" rx="1" />
      <path d="m2.9 4.9 3.6 3M21.1 4.9l-3.6 3M2.9 19.1l3.6-3M21.1 19.1l-3.6-3" />
    </>
  ),
  'dolly-zoom': (
    <>
      <rect x="9" y="8" width="6" height="8" rx="1" />
      <path d="M6 12H1.5m2-2-2 2 2 2M18 12h4.5m-2-2 2 2-2 2" />
      <path d="M12 1v4m-2-2 2 2 2-2M12 23v-4m-2 2 2-2 2 2" />
    </>
  ),
  orbit: (
    <>
      <circle cx="12" cy="12" r="2" />
      <path d="M11 6.5c-5 .2-9 2.6-9 5.5 0 3 4.5 5.5 10 5.5s10-2.5 10-5.5c0-1.6-1.3-3-3.4-4" />
      <path d="M22 6.8 18.3 8l1 3.8" />
    </>
  ),
  handheld: (
    <>
      <rect x="6" y="4" width="12" height="9" rx="1.5" />
      <path d="M3 18.5c1.5-2.5 3-2.5 4.5 0s3 2.5 4.5 0 3-2.5 4.5 0 3 2.5 4.5 0" />
    </>
  ),
  static: (
    <>
      <rect x="6" y="3" width="12" height="9" rx="1.5" />
      <path d="M12 12v4m0 0-5 5m5-5 5 5m-5-5v5" />
    </>
  ),
}
