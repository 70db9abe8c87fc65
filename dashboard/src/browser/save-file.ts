/** Saves what the page has made, or has been given, where the browser saves files. */

/** Long enough for every browser to have begun. */
const KEPT_MILLISECONDS = 60_000;

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, KEPT_MILLISECONDS);
}

/** Throws where there is none. Its name is that which the server gives it. */
export async function saveAnswer(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`The file cannot be had: ${answer.status}.`);
  const disposition = answer.headers.get('content-disposition') ?? '';
  const [, name = 'file'] = /filename="([^"]+)"/.exec(disposition) ?? [];
  saveFile(await answer.blob(), name);
}
