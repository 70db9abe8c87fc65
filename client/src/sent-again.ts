/** Whether an operation may be sent again when nobody knows what became of it: a mutation only with a key that makes it the same one. */
import type { Payload } from './operation.ts';
import { readOperation } from './operation-text.ts';

const KEY = 'idempotencyKey';

/** What cannot be read is taken for a mutation without a key. */
export function maySendAgain({ query, operationName, variables }: Partial<Payload>): boolean {
  const operation = query === undefined ? undefined : readOperation(query, operationName);
  if (operation === undefined) return false;
  return operation.type !== 'mutation' || operation.rootArguments.every((words) => isKeyed(words, variables ?? {}));
}

/** `input: $input` whose value has a key, or `input: { idempotencyKey: "…" }`. */
function isKeyed(words: readonly string[], variables: Record<string, unknown>): boolean {
  return words.some((word, index) => {
    if (word === KEY) return isText(valueOf(words[index + 2], variables));
    return (
      word.startsWith('$') && isText((variables[word.slice(1)] as Record<string, unknown> | null | undefined)?.[KEY])
    );
  });
}

function valueOf(word = '', variables: Record<string, unknown>): unknown {
  return word.startsWith('$') ? variables[word.slice(1)] : word;
}

/** A literal is `""` whatever it says. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value !== 'null';
}
