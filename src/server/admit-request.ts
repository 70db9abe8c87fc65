/** What HTTP asks of a request before its body is read: one host, a body in JSON and UTF-8 as it is, and that no strange page has sent it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Compressor } from './compressor';
import { JSON_TYPE } from './read-body';
import { isAllowedHost, isForgeable, refuseHost, type OriginRules } from './origins';
import { RefusedRequest } from './refused-request';
import { say } from '../words/message';

/** Of which two could contradict each other: a proxy might believe one, and Node the other. */
const SINGLE = new Set(['host', 'authorization', 'content-type']);
const LENGTHS = new Set([...SINGLE].map(({ length }) => length));

/** Throws what is wrong with any request, whatever it is for. */
export function admit({ raw, headers }: FastifyRequest, origins: OriginRules, compressor: Compressor): void {
  const repeated = findRepeated(raw.rawHeaders);
  if (repeated !== undefined)
    throw new RefusedRequest(400, say`The header "${repeated}" is given twice. Give it once.`);
  const transfer = headers['transfer-encoding'] ?? 'chunked';
  if (transfer.toLowerCase() !== 'chunked')
    throw new RefusedRequest(501, say`The only transfer coding here is chunked.`);
  if (headers.host === undefined && raw.httpVersion !== '1.0') {
    throw new RefusedRequest(400, say`There is no header "host". HTTP/1.1 asks for it.`);
  }
  if (!isAllowedHost(headers.host, origins)) throw refuseHost();
  if (compressor.codingsFor(headers['accept-encoding'], true).length > 0) return;
  const message = say`The header "accept-encoding" refuses every coding that there is here. Accept gzip, br or identity.`;
  throw new RefusedRequest(406, message);
}

/** A header that is given twice and may not. */
export function findRepeated(rawHeaders: readonly string[]): string | undefined {
  const found = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    // Most are of another length, and need not be looked at.
    if (!LENGTHS.has(name.length)) continue;
    const known = name.toLowerCase();
    if (!SINGLE.has(known)) continue;
    if (found.has(known)) return known;
    found.add(known);
  }
  return undefined;
}

/** Of every operation: throws unless it can be read, and was sent by somebody who may. */
export function admitOperation({ method, headers }: FastifyRequest, origins: OriginRules): void {
  const { type, charset } = readContentType(headers);
  if (method === 'POST' || type !== undefined) {
    const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (coding !== 'identity') throw compressedBody(coding);
    if (type !== JSON_TYPE || !/^utf-?8$/.test(charset)) throw foreignBody(type, charset);
  }
  if (isForgeable(headers, origins)) throw forgeable();
}

function readContentType({ 'content-type': given }: IncomingHttpHeaders): {
  type: string | undefined;
  charset: string;
} {
  const [type, ...parameters] = (given ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([^\s"]*)"?\s*$/.exec(each)?.[1]).find(Boolean);
  return { type: type?.trim() || undefined, charset: charset ?? 'utf-8' };
}

function compressedBody(coding: string): RefusedRequest {
  const message = say`The body is compressed (content-encoding: ${shown(coding)}). Send it as it is.`;
  return new RefusedRequest(415, message, { headers: { 'accept-encoding': 'identity' } });
}

function foreignBody(type: string | undefined, charset: string): RefusedRequest {
  const what =
    type === undefined
      ? say`There is no header "content-type".`
      : type === JSON_TYPE
        ? say`The charset is ${shown(charset)}.`
        : say`The content-type is ${shown(type)}.`;
  return new RefusedRequest(415, say`${what} Send JSON in UTF-8, as content-type application/json.`, {
    headers: { accept: JSON_TYPE },
  });
}

function shown(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 60);
}

function forgeable(): RefusedRequest {
  return new RefusedRequest(
    400,
    say`A page of another site could have had a browser send this. Send it by POST, or with a token, or with the header "apollo-require-preflight: yes".`,
  );
}

/** In absolute form the target names the host, whatever the header says (RFC 9112, §3.2.2). */
export function toOriginForm(request: IncomingMessage): string {
  const { url = '/' } = request;
  const [, authority, path = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (authority === undefined) return url;
  request.headers.host = authority;
  return path.startsWith('/') ? path : `/${path}`;
}
