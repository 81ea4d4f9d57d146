const bits = new DataView(new ArrayBuffer(8))

/** 2^exponent exactly, for −1022..1023. (`**` is not used: engines may round it.) */
export function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}

/** A finite positive double as `fraction · 2^exponent` with the fraction in 0.5..1. */
export function splitExponent(value: number): { readonly fraction: number; readonly exponent: number } {
  const subnormal = value < powerOfTwo(-1022)
  bits.setFloat64(0, subnormal ? value * powerOfTwo(54) : value)
  const top = bits.getUint32(0)
  bits.setUint32(0, (top & 0x000f_ffff) | 0x3fe0_0000)
  return { fraction: bits.getFloat64(0), exponent: (top >>> 20) - 1022 - (subnormal ? 54 : 0) }
}
