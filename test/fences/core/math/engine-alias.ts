// breaks core-arithmetic-is-exact
const { cos } = Math
export const one = cos(0)
