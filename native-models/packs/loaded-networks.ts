import { isAbort } from '../../core/contract/errors.ts'
import { usualArrangement, type Arrangement } from '../../core/diffusion/memory-plan.ts'
import type { Network, RuntimeOptions } from '../runtime/network.ts'
import type { PackFiles } from './loader.ts'
import { openNetwork } from './open-network.ts'

/** The networks of one pack while a take is made. */
export interface PackNetworks {
  /** How many were there already. */
  readonly kept: number
  /** How many had to be loaded so far. */
  readonly loaded: number
  /** Loads a component of the pack, unless it is there already. @throws StudioError of {@link openNetwork} */
  open(component: string): Promise<Network>
  /** Tells that the take needs a component no more. It is freed where networks lie in memory one by one. */
  done(component: string): Promise<void>
  /** Whether networks are kept side by side; as usual for the pack until it is called. What lies there already counts. */
  arrange(components: Arrangement): Promise<void>
}

/**
 * Keeps the networks of the last pack loaded for the next take, until none was made for some minutes or another pack,
 * provider or thread count is asked for: two packs at once may not fit into memory.
 */
export class LoadedNetworks {
  readonly #idleMilliseconds: number
  readonly #networks = new Map<string, Network>()
  #key = ''
  #turn: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined

  constructor(idleMilliseconds: number) {
    this.#idleMilliseconds = idleMilliseconds
  }

  /**
   * Runs `work` with the pack's networks, one after another. They stay loaded when it succeeds or is cancelled, unless they
   * lie in memory one by one; after a failure they are freed, since nobody knows in which state it has left them.
   * @throws whatever `work` throws
   */
  async use<Output>(
    pack: PackFiles,
    runtime: RuntimeOptions,
    work: (networks: PackNetworks) => Promise<Output>,
  ): Promise<Output> {
    const used = this.#turn.then(() => this.#use(pack, runtime, work))
    this.#turn = used.catch(() => undefined)
    return used
  }

  async #use<Output>(
    pack: PackFiles,
    runtime: RuntimeOptions,
    work: (networks: PackNetworks) => Promise<Output>,
  ): Promise<Output> {
    clearTimeout(this.#idle)
    // The manifest's hash names every byte of the networks; the folder is part of the key because files in another one
    // have not been checked.
    const key = JSON.stringify([pack.folder, pack.manifestSha256, runtime.provider, runtime.threads])
    if (key !== this.#key) await this.#free()
    this.#key = key
    const plan: { components: Arrangement } = { components: usualArrangement(pack.manifest) }
    try {
      return await work(this.#networksOf(pack, runtime, plan))
    } catch (thrown) {
      if (!isAbort(thrown) || plan.components === 'one-by-one') await this.#free()
      throw thrown
    } finally {
      this.#idle = setTimeout(() => void this.#freeWhenIdle(), this.#idleMilliseconds).unref()
    }
  }

  #networksOf(pack: PackFiles, runtime: RuntimeOptions, plan: { components: Arrangement }): PackNetworks {
    const networks = this.#networks
    let loaded = 0
    const open = async (component: string): Promise<Network> => {
      const known = networks.get(component)
      if (known) return known
      const network = await openNetwork(pack, component, runtime)
      networks.set(component, network)
      loaded++
      return network
    }
    const done = async (component: string): Promise<void> => {
      const network = networks.get(component)
      if (plan.components === 'together' || !network) return
      networks.delete(component)
      await network.release()
    }
    return {
      kept: networks.size,
      open,
      done,
      arrange: async (components) => {
        plan.components = components
        if (components === 'one-by-one') await this.#release()
      },
      get loaded() {
        return loaded
      },
    }
  }

  #freeWhenIdle(): Promise<void> {
    const freed = this.#turn.then(() => this.#free())
    this.#turn = freed.catch(() => undefined)
    return freed
  }

  #free(): Promise<void> {
    this.#key = ''
    return this.#release()
  }

  async #release(): Promise<void> {
    const networks = [...this.#networks.values()]
    this.#networks.clear()
    await Promise.all(networks.map((network) => network.release()))
  }
}
