/**
 * @typedef {{
 *   window?: Awaited<ReturnType<typeof import('./window.mjs').measureWindow>>,
 *   camera?: Awaited<ReturnType<typeof import('./camera.mjs').measureCamera>>,
 *   preview?: Awaited<ReturnType<typeof import('./preview.mjs').measurePreview>>,
 *   playback?: Awaited<ReturnType<typeof import('./playback.mjs').measurePlayback>>,
 *   storyboard?: Awaited<ReturnType<typeof import('./storyboard.mjs').measureStoryboard>>,
 * }} StudioMeasures
 */

/**
 * What was measured of the window, each number beside what it may be.
 *
 * @param {StudioMeasures} measures
 */
export function studioLines({ window, camera, preview, playback, storyboard }) {
  return [
    ...(window ? ['', 'window, from the start of its process to its largest paint', ...windowLines(window)] : []),
    ...(camera ? ['', 'camera editor, a key dragged with the mouse', ...cameraLines(camera)] : []),
    ...(preview ? ['', 'from Generate to the first picture, model warm', ...previewLines(preview)] : []),
    ...(playback ? ['', `the cut of ${playback.shots} shots at 1280×720, played`, ...playbackLines(playback)] : []),
    ...(storyboard ? ['', `a storyboard of ${storyboard.shots} shots`, ...storyboardLines(storyboard)] : []),
  ]
}

/** @param {NonNullable<StudioMeasures['window']>} measure */
function windowLines({ studioMilliseconds, emptyMilliseconds, times }) {
  return [
    row('studio with the sample', milliseconds(studioMilliseconds)),
    row('empty window', milliseconds(emptyMilliseconds)),
    row('ratio', `${times.toFixed(2)} (at most 2)`),
  ]
}

/** @param {NonNullable<StudioMeasures['camera']>} measure */
function cameraLines(measure) {
  const { cpuMillisecondsAPicture, latencyMilliseconds, scriptMillisecondsAMove, pictures, moves } = measure
  return [
    row('CPU for a new picture', `${milliseconds(cpuMillisecondsAPicture)} of page and workers (at most 33 ms)`),
    row('mouse to picture', milliseconds(latencyMilliseconds)),
    row('script for a redraw', `${milliseconds(scriptMillisecondsAMove)} of the page's thread (at most 6 ms)`),
    row('pictures', `${pictures} for ${moves} moves`),
    row('redraws while idle', `${measure.idleRedraws} in ${measure.idleSeconds} s (0)`),
  ]
}

/** @param {NonNullable<StudioMeasures['preview']>} measure */
function previewLines({ previewMilliseconds }) {
  return [row('first picture', `${milliseconds(previewMilliseconds)} (at most 2000 ms)`)]
}

/** @param {NonNullable<StudioMeasures['playback']>} measure */
function playbackLines({ frames, studioDropped, videoDropped, checkedFrames, wrongFrames }) {
  const share = (/** @type {number} */ count) =>
    `${count} of ${frames} frames, ${((count * 100) / frames).toFixed(1)} %`
  return [
    row('dropped by the studio', `${share(studioDropped)} (at most 1 % more than <video>)`),
    row('dropped by <video>', share(videoDropped)),
    row('wrong frames', `${wrongFrames} of ${checkedFrames} looked at (0)`),
  ]
}

/** @param {NonNullable<StudioMeasures['storyboard']>} measure */
function storyboardLines({ shots, fewShots, few, many, emptyFrameMilliseconds }) {
  const times = (/** @type {number} */ value, /** @type {number} */ base) => `${(value / base).toFixed(1)} times`
  const megabytes = (many.grownBytes / 1e6).toFixed(1)
  const against = `of ${fewShots} shots`
  const openRatio = times(many.openMilliseconds, few.openMilliseconds)
  return [
    row(
      'opened to its pictures',
      `${milliseconds(many.openMilliseconds)} (at most 1000 ms), ${openRatio} that ${against}`,
    ),
    row(
      'undo, page thread',
      `${milliseconds(many.undoMilliseconds)} (at most 16 ms), ${times(many.undoMilliseconds, few.undoMilliseconds)} that ${against}`,
    ),
    row(
      'frame while scrolling',
      `${milliseconds(many.frameMilliseconds)}, ${times(many.frameMilliseconds, emptyFrameMilliseconds)} that of an empty page; one in a hundred over ${milliseconds(many.slowestMilliseconds)}`,
    ),
    row('script memory grown', `${megabytes} MB after scrolling through all of it`),
    row(`cards drawn of ${shots}`, `${many.drawnCards} at most`),
  ]
}

/**
 * @param {string} name
 * @param {string} value
 */
function row(name, value) {
  return `  ${name.padEnd(26)}${value}`
}

/** @param {number} value */
function milliseconds(value) {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`
}
