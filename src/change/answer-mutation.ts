/** Carries out a mutation of the API: hands its input to the use case, and makes the payload of what was recorded. */
import type { DataSource } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { LogEntry } from '../feed/log-entry';
import type { Answer } from './answer';

export type UseCase<Input> = (dataSource: DataSource, viewer: Viewer, input: Input) => Promise<Answer>;

/** A mutation that is one change. */
export async function answerMutation<Input, Payload>(
  operation: Operation,
  useCase: UseCase<Input>,
  input: Input,
  toPayload: (entry: LogEntry, epoch: string) => Payload,
): Promise<Payload> {
  const { epoch, entries } = await runMutation(operation, useCase, input);
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no entry.');
  return toPayload(entry, epoch);
}

export function runMutation<Input>(operation: Operation, useCase: UseCase<Input>, input: Input): Promise<Answer> {
  const { dataSource, viewer } = operation;
  return operation.mutate(() => useCase(dataSource, viewer, input));
}
