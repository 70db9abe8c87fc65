/** What a document says of its operations, read without a parser: browsers would have to load one for these few questions. */

export interface OperationText {
  type: 'query' | 'mutation' | 'subscription';
  name: string | undefined;
  /** The names of its variables. */
  variables: string[];
  /** The arguments of each field of its root, in the words of the text; every literal text is `""`. */
  rootArguments: string[][];
  /** The variable that a field of its root takes as `after`. */
  after: string | undefined;
}

/** Block strings, strings, comments, and what is left: names, variables, spreads and signs. */
const TOKEN = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n\r]*|\.\.\.|\$?\w+|[^\s,\uFEFF]/g;
const TYPES = ['query', 'mutation', 'subscription'];
const DEPTH: Record<string, number> = { '{': 1, '(': 1, '[': 1, '}': -1, ')': -1, ']': -1 };

/** The operation of that name, or the only one; undefined when the text has none such. */
export function readOperation(text: string, name?: string | null): OperationText | undefined {
  const operations = readOperations(tokensOf(text));
  if (name == null || name === '') return operations.length === 1 ? operations[0] : undefined;
  return operations.find((each) => each.name === name);
}

function tokensOf(text: string): string[] {
  const tokens = text.match(TOKEN) ?? [];
  return tokens.filter((token) => !token.startsWith('#')).map((token) => (token.startsWith('"') ? '""' : token));
}

function readOperations(tokens: readonly string[]): OperationText[] {
  const operations: OperationText[] = [];
  let inFragment: string | undefined;
  let head: string[] = [];
  let depth = 0;
  let body: string[] | undefined;
  for (const token of tokens) {
    if (depth === 0 && token === '{') body = [];
    depth += DEPTH[token] ?? 0;
    (body ?? head).push(token);
    if (depth === 0 && token === '}' && body !== undefined) {
      // Texts there are descriptions, and defaults of variables.
      const words = head.filter((each) => each !== '""');
      const operation = toOperation(words, body);
      if (operation !== undefined) operations.push(operation);
      else if (words.at(3) === 'Subscription') inFragment ??= afterOf(body);
      head = [];
      body = undefined;
    }
  }
  return operations.map((each) => ({
    ...each,
    after: each.type === 'subscription' ? (each.after ?? inFragment) : each.after,
  }));
}

/** Undefined for a fragment. */
function toOperation(head: readonly string[], body: readonly string[]): OperationText | undefined {
  const [type = 'query', name] = head;
  if (!TYPES.includes(type)) return undefined;
  return {
    type: type as OperationText['type'],
    name: name !== undefined && /^\w+$/.test(name) ? name : undefined,
    variables: head.flatMap((token, index) =>
      token.startsWith('$') && head[index + 1] === ':' ? [token.slice(1)] : [],
    ),
    rootArguments: rootArgumentsOf(body),
    after: afterOf(body),
  };
}

/** A field without arguments has none. What a spread leads to cannot be told: it counts as one. */
function rootArgumentsOf(body: readonly string[]): string[][] {
  const fields: string[][] = [];
  const open: string[] = [];
  for (const [index, token] of body.entries()) {
    if (open.length === 1 && (token === '...' || isFieldName(body, index))) fields.push([]);
    // Below the root: in parentheses are arguments, in braces what is selected.
    else if (open[1] === '(') fields.at(-1)?.push(token);
    const change = DEPTH[token] ?? 0;
    if (change > 0) open.push(token);
    else if (change < 0) open.pop();
  }
  return fields;
}

/** Fields deeper down have pages of their own, which are none of the log. */
function afterOf(body: readonly string[]): string | undefined {
  const open: ('root' | 'arguments' | 'other')[] = [];
  let isSpread = true;
  for (const [index, token] of body.entries()) {
    const within = open.at(-1) ?? 'root';
    const variable = body[index + 2] ?? '';
    if (within === 'arguments' && token === 'after' && body[index + 1] === ':' && variable.startsWith('$')) {
      return variable.slice(1);
    }
    if (within === 'root' && token === '...') isSpread = true;
    else if (within === 'root' && body[index - 1] !== 'on' && isFieldName(body, index)) isSpread = false;
    const change = DEPTH[token] ?? 0;
    if (change < 0) open.pop();
    else if (change > 0 && within !== 'root') open.push('other');
    else if (token === '{') open.push(isSpread ? 'root' : 'other');
    else if (change > 0) open.push(isSpread || body[index - 2] === '@' ? 'other' : 'arguments');
  }
  return undefined;
}

/** An alias is followed by the name of the field; the name of a directive or a fragment is none. */
function isFieldName(body: readonly string[], index: number): boolean {
  const before = body[index - 1] ?? '';
  return /^[A-Za-z_]\w*$/.test(body[index] ?? '') && body[index + 1] !== ':' && !['@', '...'].includes(before);
}
