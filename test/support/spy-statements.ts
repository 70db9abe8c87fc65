/** Keeps the text of every statement that this process sends to PostgreSQL, until it is told to stop. */
import { jest } from '@jest/globals';
import { Client } from 'pg';

type Query = (this: Client, ...args: unknown[]) => unknown;

export interface SentStatement {
  client: Client;
  /** Whether nothing was under way on the connection: it waits for no answer but its own. */
  isAlone: boolean;
  text: string;
  values: unknown[];
}

export function spyStatements(): { statements: string[]; sent: SentStatement[]; stop: () => void } {
  const statements: string[] = [];
  const sent: SentStatement[] = [];
  const query = Object.getOwnPropertyDescriptor(Client.prototype, 'query')?.value as Query;
  const counting: Query = function (...args) {
    const [asked, values] = args as [string | { text: string; values?: unknown[] }, unknown];
    const { text, values: own } = typeof asked === 'string' ? { text: asked, values: undefined } : asked;
    statements.push(text);
    const isAlone = Reflect.get(this, 'readyForQuery') === true;
    sent.push({ client: this, isAlone, text, values: own ?? (Array.isArray(values) ? (values as unknown[]) : []) });
    return query.apply(this, args);
  };
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(counting);
  return {
    statements,
    sent,
    stop: () => {
      spy.mockRestore();
    },
  };
}
