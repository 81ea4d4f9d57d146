import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/**
 * The members of Math that every engine rounds alike. The transcendental ones differ in the last bit between
 * engines, and Math.random has no seed; core brings its own of both.
 */
const exactMembers = new Set(
  ['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'].concat([
    'E',
    'LN10',
    'LN2',
    'LOG10E',
    'LOG2E',
    'PI',
    'SQRT1_2',
    'SQRT2',
  ]),
)

/**
 * Finds uses of inexact arithmetic in the TypeScript files below core/: members of Math that are not exact, Math
 * passed around as a value, and `**` on anything but number literals.
 *
 * @param {string} baseFolder the folder that holds core/
 * @returns {{ rule: string, from: string, to: string }[]}
 */
export function judgeArithmetic(baseFolder) {
  const folder = path.join(baseFolder, 'core')
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.flatMap((file) => judgeFile(path.join(folder, file), `core/${file.replaceAll(path.sep, '/')}`))
}

/**
 * @param {string} file
 * @param {string} name
 */
function judgeFile(file, name) {
  const source = ts.createSourceFile(name, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true)
  /** @type {{ rule: string, from: string, to: string }[]} */
  const violations = []
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isInexact(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      violations.push({
        rule: 'core-arithmetic-is-exact',
        from: name,
        to: `line ${line + 1}: ${node.parent.getText(source)}`,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return violations
}

/** @param {ts.Node} node */
function isInexact(node) {
  if (ts.isIdentifier(node) && node.text === 'Math') return !isExactMember(node)
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  if (kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return true
  const literals = ts.isNumericLiteral(node.left) && ts.isNumericLiteral(node.right)
  return kind === ts.SyntaxKind.AsteriskAsteriskToken && !literals
}

/** @param {ts.Identifier} math */
function isExactMember(math) {
  const { parent } = math
  return ts.isPropertyAccessExpression(parent) && parent.expression === math && exactMembers.has(parent.name.text)
}
