import { Component, type ReactNode } from 'react'
import { tellFailure } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './failure-boundary.module.css'

interface FailureBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a bug in one workspace from taking the window down: the film and the other workspaces stay. */
export class FailureBoundary extends Component<FailureBoundaryProps, { readonly failure: Error | null }> {
  override state: { readonly failure: Error | null } = { failure: null }

  static getDerivedStateFromError(thrown: unknown): { readonly failure: Error } {
    return { failure: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override componentDidCatch(thrown: unknown): void {
    tellFailure(thrown)
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return <Failed failure={failure} onRetry={() => this.setState({ failure: null })} />
  }
}

function Failed({ failure, onRetry }: { readonly failure: Error; readonly onRetry: () => void }) {
  const text = useText()
  return (
    <div className={styles['failed']}>
      <ErrorNotice
        title={text('shell.notice.bug')}
        words={text('shell.notice.bug-body')}
        action={<Button onClick={onRetry}>{text('shell.failed.reload')}</Button>}
        report={`${failure.message}\n${failure.stack ?? ''}`}
      />
    </div>
  )
}
