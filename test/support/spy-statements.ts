/** Keeps the text of every statement that this process sends to PostgreSQL, until it is told to stop. */
import { jest } from '@jest/globals';
import { Client } from 'pg';

type Query = (this: Client, ...args: unknown[]) => unknown;

export function spyStatements(): { statements: string[]; stop: () => void } {
  const statements: string[] = [];
  const query = Object.getOwnPropertyDescriptor(Client.prototype, 'query')?.value as Query;
  const counting: Query = function (...args) {
    const [asked] = args as [string | { text: string }];
    statements.push(typeof asked === 'string' ? asked : asked.text);
    return query.apply(this, args);
  };
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(counting);
  return {
    statements,
    stop: () => {
      spy.mockRestore();
    },
  };
}
