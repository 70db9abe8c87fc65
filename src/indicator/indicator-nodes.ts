/** Indicators, their values and their figures by their ids (P18). */
import { may } from '../access/may';
import type { NodeKind } from '../access/node-kind';
import { toGlobalId } from '../api/node';
import { isMonth } from '../month';
import { organizationsById } from '../organization/load-organization';
import { recordNode } from '../record/record-node';
import { Indicator } from './indicator';
import { loadFiguresOf, type IndicatorFigures } from './indicator-figures';
import { INDICATOR, INDICATOR_VALUE } from './indicator-nouns';
import { IndicatorValue } from './indicator-value';

export const INDICATOR_NODE = recordNode(INDICATOR, Indicator, {
  sees: (viewer, path) => may(viewer).seeWhatApplies(path),
});

export const INDICATOR_VALUE_NODE = recordNode(INDICATOR_VALUE, IndicatorValue);

export const INDICATOR_FIGURES_NODE: NodeKind<IndicatorFigures> = {
  type: 'IndicatorFigures',
  find: async (operation, { key, recordedAt }) => {
    const [, ofIndicator, id, month = null] = /^(\d{1,9}),(\d{1,9})(?:,([\d-]{7}))?$/.exec(key) ?? [];
    if (ofIndicator === undefined || recordedAt !== null || (month !== null && !isMonth(month))) return null;
    const { snapshot, viewer } = operation;
    const indicator = await INDICATOR_NODE.find(operation, { type: 'Indicator', key: ofIndicator, recordedAt });
    const organization = await snapshot.once(organizationsById).load(Number(id));
    if (indicator === null || organization === undefined || !may(viewer).seeTotals(organization.path)) return null;
    return loadFiguresOf(operation, indicator, organization.path, month);
  },
};

/** The figures of the present month have an id without a month. */
export function idOfIndicatorFigures({ indicator, path, fixedOn }: IndicatorFigures): string {
  const key = [indicator.id, path.at(-1) ?? 0, ...(fixedOn === null ? [] : [fixedOn])];
  return toGlobalId('IndicatorFigures', key.join(','));
}
