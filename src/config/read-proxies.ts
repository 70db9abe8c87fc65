/** Which proxies are believed when they say whose request they hand on. */
import { isIP } from 'node:net';
import { accept, WHOLE, type Rule } from './setting';

const NETWORKS = ['loopback', 'private'];

const PROXY: Rule<string> = {
  parse: (text) => (NETWORKS.includes(text) || isNetwork(text) ? text : undefined),
  refuse: (text) =>
    `has "${text}", which is not an address. Write 10.0.0.5 or 10.0.0.0/8 or loopback or private, separated by commas.`,
};

/** A network of no bits would be everybody: then each client could claim any address. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || more.length > 0) return false;
  return bits === undefined || (WHOLE.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128));
}

export function readProxies(text = ''): string[] {
  const proxies = text.split(/[\s,]+/).filter(Boolean);
  return proxies.map((proxy) => accept('TRUST_PROXY', proxy, PROXY));
}
