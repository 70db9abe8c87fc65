/** Indicators and their values as records of the log. */
import { kindOf, type RecordNoun } from '../record/noun';

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

export const INDICATOR_KINDS = Object.values(IndicatorEventKind).map((kind) => kindOf(INDICATOR, kind));

export const VALUE_KINDS = Object.values(IndicatorValueEventKind).map((kind) => kindOf(INDICATOR_VALUE, kind));
