import { createContext } from 'react'

/** True inside a Toolbar: buttons there share one tab stop. */
export const ToolbarContext = createContext(false)
