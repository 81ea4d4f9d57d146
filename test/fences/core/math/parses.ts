// breaks core-math-needs-nothing
import { z } from 'zod'

export const angle = z.number()
