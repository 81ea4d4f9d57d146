export const focalLengthMm = 24
