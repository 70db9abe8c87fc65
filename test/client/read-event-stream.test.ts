/** Event streams are read as the standard says, wherever the network cuts them. */
import { expect, test } from '@jest/globals';
import { EventStreamReader, type StreamedEvent } from '../../client/src/read-event-stream.ts';

const STREAM = [
  ':\n\n',
  'id: 7\n\n',
  'event: next\nid: 8\ndata: {"a":"é 😀"}\n\n',
  'data: two\r\ndata: lines\r\n\r\n',
  'data\rdata:  kept space\r\r',
  ': only a sign of life\n\n',
  'event: unknown\nfield: ignored\ndata: x: y\n\n',
  'event: complete\ndata:\n\n',
  'data: never ended\n',
].join('');

const EVENTS: StreamedEvent[] = [
  { event: 'next', data: '{"a":"é 😀"}' },
  { event: 'message', data: 'two\nlines' },
  { event: 'message', data: '\n kept space' },
  { event: 'unknown', data: 'x: y' },
  { event: 'complete', data: '' },
];

test.each([1, 2, 3, 7, 1_000])('in pieces of %d characters', (length) => {
  const events: StreamedEvent[] = [];
  const reader = new EventStreamReader((event) => events.push(event));
  for (let at = 0; at < STREAM.length; at += length) reader.push(STREAM.slice(at, at + length));
  expect(events).toEqual(EVENTS);
});
