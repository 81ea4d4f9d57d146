export interface XmlNode {
  tag: string
  attributes: Record<string, string>
  children: XmlNode[]
  text: string
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  if (/[<&]/.test(text.replaceAll(/&(?:\w+|#\d+);/g, ''))) throw new Error(`bare < or &: ${text}`)
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) => {
    const value = code === undefined ? entities[name] : String.fromCodePoint(Number(code))
    if (value === undefined) throw new Error(`unknown entity ${name}`)
    return value
  })
}

/** A small strict reader of XML without comments and CDATA: one root, tags in pairs, legal characters only. */
export function parseXml(text: string): XmlNode {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error('a character XML has not')
  const body = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n(?:<!DOCTYPE (\w+)>\n)?(.*)$/s.exec(text)
  if (body === null) throw new Error('no declaration')
  const top: XmlNode = { tag: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let at = 0
  for (const match of body[2]!.matchAll(/<(\/?)([\w-]+)((?:\s[\w.]+="[^"<]*")*)(\/?)>/g)) {
    const parent = open.at(-1)!
    parent.text += unescape(body[2]!.slice(at, match.index))
    at = match.index + match[0].length
    if (match[1] === '/') {
      if (open.pop()!.tag !== match[2]) throw new Error(`</${match[2]}> closes another tag`)
      continue
    }
    const pairs = [...match[3]!.matchAll(/([\w.]+)="([^"]*)"/g)]
    const attributes = Object.fromEntries(pairs.map((pair) => [pair[1]!, unescape(pair[2]!.replaceAll(/\s/g, ' '))]))
    const node: XmlNode = { tag: match[2]!, attributes, children: [], text: '' }
    parent.children.push(node)
    if (match[4] !== '/') open.push(node)
  }
  if (open.length > 1 || top.children.length !== 1 || top.text.trim() !== '') throw new Error('not one closed root')
  if (body[2]!.slice(at).trim() !== '') throw new Error('text after the root')
  if (body[1] !== undefined && top.children[0]!.tag !== body[1]) throw new Error('the root is not the DOCTYPE')
  return top.children[0]!
}

/** The elements at a path of tags. */
export function all(node: XmlNode, path: string): XmlNode[] {
  let found = [node]
  for (const tag of path.split('/'))
    found = found.flatMap(({ children }) => children.filter((each) => each.tag === tag))
  return found
}

/** The one element at a path; throws when there are none or several. */
export function one(node: XmlNode, path: string): XmlNode {
  const found = all(node, path)
  if (found.length !== 1) throw new Error(`${found.length} ${path} in ${node.tag}`)
  return found[0]!
}

/** The whole number at a path. */
export function numberAt(node: XmlNode, path: string): number {
  const { text } = one(node, path)
  if (!/^-?\d+$/.test(text)) throw new Error(`${path} is ${text}`)
  return Number(text)
}
