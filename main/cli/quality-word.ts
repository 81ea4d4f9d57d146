/** How much work goes into a take, as words of the command line; every pack says how many steps each is. */
export const qualities = ['draft', 'standard', 'fine'] as const
