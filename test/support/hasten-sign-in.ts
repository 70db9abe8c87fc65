/** Makes the password of a cluster cheap to prove: of what a short connection costs its client, most is hashing otherwise. */
import { onDatabase } from './oracle-log';

export function hastenSignIn(url: string): Promise<void> {
  const { username, password } = new URL(url);
  return onDatabase(url, async (client) => {
    await client.query('SET scram_iterations = 1');
    await client.query(`ALTER ROLE ${client.escapeIdentifier(username)} PASSWORD ${client.escapeLiteral(password)}`);
  });
}
