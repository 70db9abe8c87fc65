/** Reads the documents of a briefing as everybody gets them, and tells them by the hash of their bytes. */
import { createHash } from 'node:crypto';

const NAMES = ['vi', 'en'].flatMap((language) => ['md', 'html', 'docx'].map((format) => `${language}.${format}`));

/** SHA-256 in hexadecimal by language and format: `vi.docx`. */
export async function hashDocuments(
  url: string,
  { month, organization }: { month: string; organization: string },
  token: string,
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of NAMES) {
    const [language = '', format = ''] = name.split('.');
    const response = await fetch(
      `${url}/briefings/${month}.${format}?language=${language}&organization=${organization}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) throw new Error(`${name} of ${organization}: ${bytes.toString()}`);
    hashes[name] = createHash('sha256').update(bytes).digest('hex');
  }
  return hashes;
}
