import { Toast } from '@base-ui/react/toast'
import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { useText } from '../use-text.ts'
import styles from './toaster.module.css'

type Tone = 'info' | 'ok' | 'warn' | 'danger'

interface ToastWords {
  readonly tone: Tone
  readonly title: string
  readonly words?: string | undefined
  /** A way to act on it, such as `Undo` or `Show`. */
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined
  /** Updates the notification of that name instead of adding one. */
  readonly id?: string | undefined
}

const icons = { info: <Info />, ok: <CircleCheck />, warn: <TriangleAlert />, danger: <OctagonAlert /> }

/**
 * A function that shows a notification, and one that takes it away. Good news leaves by itself after five seconds (ten
 * with an action); warnings and errors stay until they are closed.
 */
export function useToast(): { show: (toast: ToastWords) => string; close: (id: string) => void } {
  const { add, close } = Toast.useToastManager<ToastWords>()
  return useMemo(
    () => ({
      show: (toast) => {
        const urgent = toast.tone === 'danger'
        const stays = urgent || toast.tone === 'warn'
        return add({
          ...(toast.id === undefined ? {} : { id: toast.id }),
          title: toast.title,
          description: toast.words,
          type: toast.tone,
          priority: urgent ? 'high' : 'low',
          timeout: stays ? 0 : toast.action === undefined ? 5000 : 10_000,
          data: toast,
        })
      },
      close: (id) => close(id),
    }),
    [add, close],
  )
}

/** Where notifications appear: bottom right, newest below. Part of UiRoot. */
export function Toaster() {
  const text = useText()
  const { toasts, close } = Toast.useToastManager<ToastWords>()
  return (
    <Toast.Portal>
      <Toast.Viewport aria-label={text('controls.notifications')} className={styles['viewport']}>
        {toasts.toReversed().map((toast) => (
          <Toast.Root
            key={toast.id}
            toast={toast}
            swipeDirection="right"
            // The library hides urgent ones from assistive technology, buttons included, while a live region reads them.
            aria-hidden={false}
            className={styles['toast']}
          >
            {icons[toast.data?.tone ?? 'info']}
            <Toast.Content className={styles['content']}>
              <Toast.Title className={styles['title']} />
              <Toast.Description className={styles['words']} />
              {toast.data?.action !== undefined && (
                <Button
                  size="compact"
                  className={styles['action']}
                  onClick={() => {
                    toast.data?.action?.onSelect()
                    close(toast.id)
                  }}
                >
                  {toast.data.action.label}
                </Button>
              )}
            </Toast.Content>
            <IconButton size="compact" label={text('controls.close')} icon={<X />} onClick={() => close(toast.id)} />
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
