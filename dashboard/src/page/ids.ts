/** Where in the document the page and its first state stand. */
export const STATE_ID = 'state';
export const ROOT_ID = 'root';
