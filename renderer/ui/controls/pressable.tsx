import { Button as BaseButton } from '@base-ui/react/button'
import { Toolbar as BaseToolbar } from '@base-ui/react/toolbar'
import { useContext, type ComponentProps } from 'react'
import { Tooltip } from '../overlays/tooltip.tsx'
import { ToolbarContext } from './toolbar-context.ts'

export interface PressableProps extends Omit<ComponentProps<'button'>, 'disabled' | 'color'> {
  /**
   * Why the button cannot be used now, in the user's words. The button stays reachable, says so in its tooltip and to
   * a screen reader, and does nothing; there is no way to disable one without a reason.
   */
  readonly disabledReason?: string | undefined
}

interface TooltipWords {
  readonly label: string
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
}

interface BarePressableProps extends PressableProps {
  /** The hint while the button can be used; none for a button that says it all. */
  readonly tooltip?: TooltipWords | undefined
}

/** The behaviour all buttons share; looks come from the class name. */
export function Pressable({ disabledReason, tooltip, ...props }: BarePressableProps) {
  const inToolbar = useContext(ToolbarContext)
  const Element = inToolbar ? BaseToolbar.Button : BaseButton
  const disabled = disabledReason !== undefined
  const button = (
    <Element
      {...props}
      disabled={disabled}
      focusableWhenDisabled
      {...(disabled ? { 'aria-description': disabledReason } : {})}
    />
  )
  if (disabled)
    return (
      <Tooltip label={disabledReason} side={tooltip?.side}>
        {button}
      </Tooltip>
    )
  return tooltip === undefined ? button : <Tooltip {...tooltip}>{button}</Tooltip>
}
