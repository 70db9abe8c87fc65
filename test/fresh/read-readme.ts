/** The examples of a README, found by what they are and not by where they stand. */
import { readFileSync } from 'node:fs';

interface Block {
  language: string;
  text: string;
}

interface Shown {
  document: string;
  answer: string;
}

export interface Readme {
  /** Shell commands. */
  install: string;
  query: string;
  mutation: string;
  watch: string;
  /** What they print. */
  queryAnswer: string;
  mutationAnswer: string;
  event: string;
  /** Documents, each with the answer that stands right after it: in front of the mutation, and behind it, which has changed figures. */
  shown: Shown[];
  shownLater: Shown[];
}

export function readReadme(file: string): Readme {
  const blocks = blocksOf(readFileSync(file, 'utf8'));
  const only = (what: string, isIt: (block: Block) => boolean): number => {
    const found = blocks.flatMap((block, index) => (isIt(block) ? [index] : []));
    if (found.length === 1 && found[0] !== undefined) return found[0];
    throw new Error(`${file} has ${found.length} blocks of code with ${what}. This test needs exactly one.`);
  };
  const shell = (what: string, pattern: RegExp): number =>
    only(what, ({ language, text }) => language === 'sh' && pattern.test(text));
  const after = (index: number, what: string): string => {
    const block = blocks[index + 1];
    if (block?.language === 'json') return block.text;
    throw new Error(`${file} must have the answer as a json block right after ${what}.`);
  };
  const query = shell('curl and a query', /curl -s http.*"query":"\{/s);
  const mutation = shell('curl and a mutation', /curl -s http.*"query":"mutation/s);
  const text = (index: number): string => blocks[index]?.text ?? '';
  return {
    install: text(shell('npm ci && npm start', /^npm ci && npm start$/)),
    query: text(query),
    queryAnswer: after(query, 'the query'),
    mutation: text(mutation),
    mutationAnswer: after(mutation, 'the mutation'),
    watch: text(shell('npx giaoban watch', /^npx giaoban watch$/)),
    event: text(
      only('the line of an event', (block) => block.language === '' && /^\d+ CONGRESS_COMPLETED /.test(block.text)),
    ),
    shown: shownIn(blocks.slice(0, mutation)),
    shownLater: shownIn(blocks.slice(mutation)),
  };
}

function shownIn(blocks: readonly Block[]): Shown[] {
  return blocks.flatMap((block, index) => {
    const answer = blocks[index + 1];
    const isShown = block.language === 'graphql' && answer?.language === 'json';
    return isShown ? [{ document: block.text, answer: answer.text }] : [];
  });
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)\n```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}
