/** The operation that the address of the page names: `?query=…&variables=…`. */

/** Of each value; a reader may send the server no longer message. */
const MOST_CHARACTERS = 65_536;
/** Control characters, and what stands for bytes that are no text. */
const NO_TEXT = /[^\P{Cc}\t\n]|\ufffd/u;

/** As a tab has it, or undefined. What cannot be meant is passed over. */
export function linkedOperation(search) {
  const values = new URLSearchParams(search);
  const query = textOf(values.get('query'));
  return query === '' ? undefined : { query, variables: variablesOf(textOf(values.get('variables'))) };
}

/** With the ends of lines that the editor writes: the same link finds its tab again. */
function textOf(value) {
  const text = (value ?? '').replaceAll(/\r\n?/g, '\n').trim();
  return text.length > MOST_CHARACTERS || NO_TEXT.test(text) ? '' : text;
}

function variablesOf(text) {
  try {
    const variables = JSON.parse(text);
    const isObject = typeof variables === 'object' && variables !== null && !Array.isArray(variables);
    return isObject && Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '';
  } catch {
    return '';
  }
}
