/** Indicators and their values as records of the log. */
import { describeRecord } from '../record/describe-record';
import type { RecordNoun } from '../record/noun';
import { Indicator } from './indicator';
import { IndicatorValue } from './indicator-value';

export const INDICATOR: RecordNoun = { name: 'INDICATOR', table: 'indicator' };

export const INDICATOR_VALUE: RecordNoun = {
  name: 'INDICATOR_VALUE',
  table: 'indicator_value',
  labelled: ['indicator'],
};

export enum IndicatorEventKind {
  DEFINED = 'DEFINED',
  CHANGED = 'CHANGED',
  RETIRED = 'RETIRED',
  REINSTATED = 'REINSTATED',
}

export enum IndicatorValueEventKind {
  RECORDED = 'RECORDED',
  CORRECTED = 'CORRECTED',
  RETRACTED = 'RETRACTED',
}

export const INDICATORS = describeRecord({
  noun: INDICATOR,
  type: Indicator,
  typeName: 'Indicator',
  field: 'indicator',
  words: 'indicator',
  // Those that an organization defines apply to all below it.
  reachDown: true,
  happens: {
    [IndicatorEventKind.DEFINED]: { verb: 'ADDED', description: 'An indicator was defined.' },
    [IndicatorEventKind.CHANGED]: 'The definition of an indicator was changed, for a reason.',
    [IndicatorEventKind.RETIRED]: { verb: 'WITHDRAWN', description: 'An indicator no longer takes new values.' },
    [IndicatorEventKind.REINSTATED]: 'An indicator takes new values again.',
  },
});

export const INDICATOR_VALUES = describeRecord({
  noun: INDICATOR_VALUE,
  type: IndicatorValue,
  typeName: 'IndicatorValue',
  field: 'indicatorValue',
  words: 'value of an indicator',
  happens: {
    [IndicatorValueEventKind.RECORDED]:
      'A value of an indicator was recorded, for the first time or again after it was taken back.',
    [IndicatorValueEventKind.CORRECTED]: 'A value of an indicator was replaced by another one, for a reason.',
    [IndicatorValueEventKind.RETRACTED]: 'A value of an indicator was taken back, for a reason.',
  },
});
