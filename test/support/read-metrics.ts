/** Reads the figures of a server as Prometheus does. */
import { setTimeout as pause } from 'node:timers/promises';

export const METRICS_TOKEN = 'a-token-for-metrics';

/** Value by name and labels, as `giaoban_groups{kind="events"}`. */
export async function readMetrics(url: string, token: string | null = METRICS_TOKEN): Promise<Map<string, number>> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/metrics`, { headers });
  if (response.status !== 200) throw new Error(`/metrics answered with ${response.status}.`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

/** Resolves when the figures are as they should be. */
export async function waitForMetrics(
  url: string,
  isSo: (figures: Map<string, number>) => boolean,
): Promise<Map<string, number>> {
  for (;;) {
    const figures = await readMetrics(url);
    if (isSo(figures)) return figures;
    await pause(20);
  }
}
