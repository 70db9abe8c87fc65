/** Who opens page after page pays for it like anybody who asks, and is told in a page to wait (P23). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDemo, type OpenDemo } from './open-demo';

let demo: OpenDemo;
beforeAll(async () => {
  demo = await openDemo({ LIMIT_COST_PER_SECOND: '100', LIMIT_COST_AT_ONCE: '20000' });
});
afterAll(() => demo.close());

test('pages are paid for, and refused in a page when nothing is left', async () => {
  let refused: Response | undefined;
  let shown = 0;
  while (refused === undefined) {
    const answer = await demo.open(`/?stage=${shown}`);
    if (answer.status === 200) shown += 1;
    else if (answer.status === 429) refused = answer;
    else await answer.text();
  }
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(1_000);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  const html = await refused.text();
  expect(html).toContain('<html lang="vi">');
  expect(html).toContain(`<meta http-equiv="refresh" content="${seconds}" />`);
  expect(refused.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
  // From the same budget as operations.
  const answer = await fetch(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ campaign { today } }' }),
  });
  expect(answer.status).toBe(429);
});
