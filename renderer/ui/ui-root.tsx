import { CSPProvider } from '@base-ui/react/csp-provider'
import { Toast } from '@base-ui/react/toast'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import type { Language } from '../../core/texts/language.ts'
import { Toaster } from './feedback/toaster.tsx'
import { LanguageContext } from './use-text.ts'

interface UiRootProps {
  readonly language: Language
  readonly children: ReactNode
}

/**
 * What the building blocks need round them: the language, one clock for all tooltips, and the notifications. Stands
 * once, round the whole window.
 */
export function UiRoot({ language, children }: UiRootProps) {
  return (
    <LanguageContext value={language}>
      <CSPProvider disableStyleElements>
        <Tooltip.Provider delay={500} closeDelay={0} timeout={300}>
          <Toast.Provider limit={4}>
            {children}
            <Toaster />
          </Toast.Provider>
        </Tooltip.Provider>
      </CSPProvider>
    </LanguageContext>
  )
}
