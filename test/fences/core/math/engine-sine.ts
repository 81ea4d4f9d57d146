// breaks core-arithmetic-is-exact
export const half = Math.sin(0.5)
