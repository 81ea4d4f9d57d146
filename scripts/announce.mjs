/** What a person must do by hand; shown without a stack. */
export class SetupError extends Error {}

/**
 * Everything that set-up installs or downloads is said first, on stderr.
 *
 * @param {string} line
 */
export function announce(line) {
  process.stderr.write(`set-up: ${line}\n`)
}
