// breaks services-import-core-and-node
import { name } from '../../native-models/components/opens-a-picture.ts'

export const model = name
