export const channel = 'services'
