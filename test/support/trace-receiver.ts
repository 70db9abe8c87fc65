/** A receiver of traces: takes what is exported over OTLP/HTTP, and reads the protobuf. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  /** Empty at the beginning of a trace. */
  parentSpanId: string;
  name: string;
  attributes: Record<string, string | number>;
  startedAt: bigint;
  endedAt: bigint;
}

export interface TraceReceiver {
  url: string;
  spans: ReceivedSpan[];
  /** Attributes of the process, as its name. */
  resource: Record<string, string | number>;
  /** All that came, as it came over the line. */
  raw: () => string;
  close: () => Promise<void>;
}

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const bodies: Buffer[] = [];
  const spans: ReceivedSpan[] = [];
  const resource: Record<string, string | number> = {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/x-protobuf') {
        response.writeHead(415).end();
        return;
      }
      bodies.push(body);
      for (const ofResource of partsOf(body, 1)) {
        for (const own of partsOf(ofResource, 1)) Object.assign(resource, attributesOf(own, 1));
        for (const scope of partsOf(ofResource, 2)) spans.push(...partsOf(scope, 2).map(toSpan));
      }
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resource,
    raw: () => Buffer.concat(bodies).toString('latin1'),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function toSpan(span: Buffer): ReceivedSpan {
  const bytes = (number: number): Buffer => partsOf(span, number)[0] ?? Buffer.alloc(0);
  return {
    traceId: bytes(1).toString('hex'),
    spanId: bytes(2).toString('hex'),
    parentSpanId: bytes(4).toString('hex'),
    name: bytes(5).toString(),
    attributes: attributesOf(span, 9),
    startedAt: bytes(7).readBigUInt64LE(),
    endedAt: bytes(8).readBigUInt64LE(),
  };
}

function attributesOf(message: Buffer, number: number): Record<string, string | number> {
  return Object.fromEntries(
    partsOf(message, number).map((pair) => {
      const value = fieldsOf(partsOf(pair, 2)[0] ?? Buffer.alloc(0))[0];
      const read = value?.number === 1 ? value.bytes.toString() : Number(value?.value);
      return [partsOf(pair, 1)[0]?.toString() ?? '', read];
    }),
  );
}

function partsOf(message: Buffer, number: number): Buffer[] {
  return fieldsOf(message)
    .filter((field) => field.number === number)
    .map(({ bytes }) => bytes);
}

interface Field {
  number: number;
  bytes: Buffer;
  /** Of a varint. */
  value: bigint;
}

/** The fields of a protobuf message. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    const value = wire === 0 ? varint() : 0n;
    const length = wire === 2 ? Number(varint()) : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    fields.push({ number: tag >> 3, bytes: message.subarray(at, at + length), value });
    at += length;
  }
  return fields;
}
