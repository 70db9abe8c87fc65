/** Follows the campaign over server-sent events, with graphql-sse: `node examples/sse.mjs [url] [token]`. */
import { createClient } from 'graphql-sse';
import { keepFollowing, wait } from './keep-following.mjs';
import { openLivelyFetch } from './lively-fetch.mjs';
import { openPatientFetch } from './patient-fetch.mjs';
import { runIfStarted } from './run.mjs';

const STATE = '{ progress { completed planned position cursor } }';
const STATES = 'subscription { progress { completed planned position } }';
const EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const { url, identify, longestWait, quiet } = connection;
  let refusal;
  const client = createClient({
    url: `${url}/graphql/stream`,
    // Called at each connect: this is where the newest token goes in.
    headers: identify,
    fetchFn: openLivelyFetch({ quiet, onRefused: (reason) => (refusal = reason) }),
    retryAttempts: Infinity,
    retry: async (retries) => {
      const reason = refusal;
      refusal = undefined;
      // Asking again would not help. If `identify` can get another token, do so here and continue.
      if (reason !== undefined) throw reason;
      await wait(retries, longestWait);
    },
  });
  const patientFetch = openPatientFetch(connection);
  let newest;

  /** Resolves when the stream is over; rejects with what ended it. */
  function run(query, variables, take) {
    let stop;
    const over = new Promise((resolve, reject) => {
      const next = ({ data, errors }) => (errors ? reject(errors) : take(data));
      stop = client.subscribe({ query, variables }, { next, error: reject, complete: resolve });
    });
    return over.finally(() => stop());
  }

  async function followEvents() {
    if (newest === undefined) await begin();
    const variables = {
      // graphql-sse sends the request again after a broken connection, and serialises it each time: a getter is evaluated again.
      get after() {
        return newest;
      },
    };
    await run(EVENTS, variables, ({ congressChanged: { cursor, previousCursor, node } }) => {
      if (previousCursor !== newest) onMissed(node);
      newest = cursor;
      onEvent(node);
    });
  }

  async function begin() {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: STATE });
    const response = await patientFetch(`${url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = await response.json();
    if (errors) throw errors;
    newest = data.progress.cursor;
    onBegin(data.progress);
  }

  const stopEvents = keepFollowing(followEvents, { longestWait, onEnd, onResync: () => (newest = undefined) });
  // The state needs no cursor: the newest one is all there is to know.
  const followStates = () => run(STATES, {}, ({ progress }) => onState(progress));
  const stopStates = keepFollowing(followStates, { longestWait, onEnd });
  return () => {
    stopEvents();
    stopStates();
    client.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
