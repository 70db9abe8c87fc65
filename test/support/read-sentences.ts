/** The sentences that the sources say, as the TypeScript compiler reads them, and what the sources import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

export interface Sentence {
  /** Such as `src/congress/require.ts`. */
  file: string;
  tag: 'say' | 'plain';
  template: string;
}

/** Every file of the program. */
export function sourceFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join('src', name))
    .sort();
}

/** The folder of a file; `src` for one that lies in none. */
export function folderOf(file: string): string {
  const [, folder = '', name] = file.split('/');
  return name === undefined ? 'src' : folder;
}

export function sentencesOf(file: string): Sentence[] {
  const found: Sentence[] = [];
  visit(parse(file), (node) => {
    if (!ts.isTaggedTemplateExpression(node)) return;
    const tag = node.tag.getText();
    if (tag === 'say' || tag === 'plain') found.push({ file, tag, template: templateOf(node.template) });
  });
  return found;
}

/** Calls of `new name(…)`, each with its first argument. */
export function constructionsOf(file: string, name: string): ts.Expression[] {
  const found: ts.Expression[] = [];
  visit(parse(file), (node) => {
    if (!ts.isNewExpression(node) || node.expression.getText() !== name) return;
    const [first] = node.arguments ?? [];
    if (first !== undefined) found.push(first);
  });
  return found;
}

/** The files and all that they import, directly or not. */
export function reachableFrom(files: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...importsOf(file));
  }
  return reached;
}

function importsOf(file: string): string[] {
  return parse(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    if (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
      return [];
    const specifier = statement.moduleSpecifier;
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
    const path = join(dirname(join(ROOT, file)), `${specifier.text}.ts`);
    return existsSync(path) ? [relative(ROOT, path)] : [];
  });
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => {
    visit(child, look);
  });
}

/** As `say` writes it at run time. */
function templateOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (written, { literal }, index) => `${written}{${index}}${literal.text}`,
    template.head.text,
  );
}
