/** What the commands take when nothing is said: where the server is, and how long a token is valid. */
export const DEFAULT_WATCH_URL = 'ws://127.0.0.1:4000/graphql';

export const DEFAULT_API_URL = 'http://127.0.0.1:4000/graphql';

export const USUAL_DAYS = 30;
