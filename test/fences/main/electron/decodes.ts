// breaks electron-shell-imports-services
import { name } from '../media/asks-a-service.ts'

export const picture = name
