/** The code of an error of the system, such as ENOENT. */

/** Empty where there is none. Found by its shape: an error of Node's own is not an `Error` of the realm in which Jest runs a test. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
