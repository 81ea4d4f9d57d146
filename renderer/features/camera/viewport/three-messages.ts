import { setConsoleFunction } from 'three'

/**
 * three's messages go to the console as ever, but for one: @react-three/fiber makes a clock of a kind that three calls
 * deprecated, which nothing here reads.
 */
export function tellThreeMessages(): void {
  setConsoleFunction((type, message, ...details) => {
    if (!message.startsWith('THREE.Clock:')) console[type](message, ...details)
  })
}
