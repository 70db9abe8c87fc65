/** How a file is to be saved: under its name, whatever letters that has. */

/** The value of Content-Disposition. Headers are in ASCII; a code may have letters that are not. */
export function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `${how}; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`}`;
}
