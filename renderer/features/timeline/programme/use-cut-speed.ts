import { useStore } from 'zustand'
import { cutTransport } from '../cut-transport.ts'

/** The transport's speed, times real time; 0 stands. */
export function useCutSpeed(): number {
  return useStore(cutTransport.store, ({ speed }) => speed)
}
