/** What a tile or a bar says: its colour and its number. */
import type { Address } from '../address.ts';
import type { Body } from '../board/board.ts';
import { paceOf } from '../board/pace.ts';
import { writeChange, writeCount, writeShare } from '../numbers.ts';
import type { Language } from '../words/language.ts';

const SHARE_STEPS = 6;

/** A class of the style sheet. */
export function toneOf(body: Body, measure: Address['measure']): string {
  if (body.planned === 0) return 'tone-none';
  switch (measure) {
    case 'pace':
      return `tone-${paceOf(body)}`;
    case 'share':
      return `step-${Math.floor((body.completed * SHARE_STEPS) / body.planned)}`;
    case 'today': {
      const part = (body.completed - body.completedBefore) / body.planned;
      return part <= 0 ? 'step-0' : `step-${Math.min(SHARE_STEPS, Math.ceil(part * 60))}`;
    }
  }
}

export function numberOf(body: Body, measure: Address['measure'], language: Language): string {
  switch (measure) {
    case 'pace':
      return writeCount(body.planned - body.completed, language);
    case 'share':
      return writeShare(body.completed, body.planned, language);
    case 'today':
      return writeChange(body.completed - body.completedBefore, language);
  }
}
