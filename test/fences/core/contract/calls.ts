export const channel = 'call'
