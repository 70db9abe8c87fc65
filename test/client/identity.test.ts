/** One token that ended is replaced once, whoever is refused with it; and when none is accepted, that is the end. */
import { expect, test } from '@jest/globals';
import { LineLost, TokenRefused, type Identification } from '../../client/src/fault.ts';
import { Identity, type Identify } from '../../client/src/identity.ts';

const bearer = (token: string): { authorization: string } => ({ authorization: token });
const refuse = (sent: Identification): TokenRefused => new TokenRefused('It has ended.', sent);

/** The token is the number of times that another one was asked for. */
function openCounted(): { identity: Identity; asked: () => number } {
  let asked = 0;
  const identify: Identify = ({ isRefused }) => {
    if (isRefused) asked += 1;
    return Promise.resolve(bearer(`token ${asked}`));
  };
  return { identity: new Identity(identify), asked: () => asked };
}

test('who is refused at once, and who is refused later with the same token, ask for one other', async () => {
  const { identity, asked } = openCounted();
  const sent = await Promise.all([1, 2, 3, 4].map(() => identity.current()));
  const refused = sent.map(refuse);
  const later = refused.splice(2);
  await Promise.all(refused.map((each) => identity.renew(each)));
  expect(asked()).toBe(1);
  for (const each of later) await identity.renew(each);
  expect(asked()).toBe(1);
});

test('when the application has another one by itself, it is not asked for one', async () => {
  let token = 'old';
  const asked: boolean[] = [];
  const identity = new Identity(({ isRefused }) => {
    asked.push(isRefused);
    return bearer(token);
  });
  const old = await identity.current();
  token = 'new';
  await identity.current();
  await identity.renew(refuse(old));
  expect(asked).toEqual([false, false]);
});

test.each([1, 3])('what is another one each time ends when none is accepted, with %d at a time', async (width) => {
  let given = 0;
  const identity = new Identity(() => ({ ...bearer('bad'), 'x-request-id': String((given += 1)) }));
  const insist = async (): Promise<number> => {
    for (let refusals = 1; ; refusals += 1) {
      const sent = await identity.current();
      try {
        await identity.renew(refuse(sent));
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: 'It has ended.' });
        return refusals;
      }
    }
  };
  for (const refusals of await Promise.all(Array.from({ length: width }, insist))) {
    expect(refusals).toBeLessThanOrEqual(4 * width);
  }
});

test('each one that is accepted may be replaced again', async () => {
  const { identity, asked } = openCounted();
  for (let round = 1; round <= 10; round += 1) {
    const sent = await identity.current();
    identity.accept();
    await identity.renew(refuse(sent));
    expect(asked()).toBe(round);
  }
});

test('what is undefined is left out, and what cannot be a header is refused at once', async () => {
  const absent = new Identity(() => ({ authorization: undefined, 'accept-language': 'vi' }));
  expect(await absent.current()).toEqual({ 'accept-language': 'vi' });
  await expect(new Identity(() => bearer('two\nlines')).current()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const away = new Identity(() => Promise.reject(new Error('Nobody is here.')));
  await expect(away.current()).rejects.toBeInstanceOf(LineLost);
});
