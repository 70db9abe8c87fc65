/** Keeps superscript digits apart from the text that they stand at: the footnote of `118¹` must not make it 1181. */
import type { Attributes } from './xml';

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Follows the parts of rich texts as they are read. */
export class RaisedParts {
  private isRaised = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'r') this.isRaised = false;
    else if (name === 'vertAlign') this.isRaised = attributes['val'] === 'superscript';
  }

  close(name: string): void {
    if (name === 'r') this.isRaised = false;
  }

  write(part: string): string {
    return this.isRaised ? part.replace(/[0-9]/g, (digit) => RAISED.charAt(Number(digit))) : part;
  }
}
