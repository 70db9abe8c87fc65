/** The list as a file: CSV made here of what is shown, and workbooks by the server. Without a script both are links to the server. */
import { Component, type JSX, type TargetedMouseEvent } from 'preact';
import { saveFile } from '../browser/save-file.ts';
import type { Shown } from '../page/shown.ts';
import type { Asking } from '../source/asking.ts';
import type { LateChoice } from './late-choice.ts';
import { writeLateCsv } from './late-csv.ts';
import { readLate } from './read-late.ts';
import { lateWordsIn } from './words.ts';

interface LateFilesProps {
  code: string;
  choice: LateChoice;
  shown: Shown;
}

interface LateFilesState {
  said: string;
  isReading: boolean;
}

export class LateFiles extends Component<LateFilesProps, LateFilesState> {
  override state: LateFilesState = { said: '', isReading: false };

  override render(): JSX.Element {
    const { code, shown } = this.props;
    const own = lateWordsIn(shown.language);
    const path = `/o/${encodeURIComponent(code)}/late`;
    const query = `?lang=${shown.language}`;
    return (
      <p class="files">
        {own.files}:{' '}
        <a href={`${path}.csv${query}`} download title={own.csvTitle} onClick={this.saveCsv}>
          CSV
        </a>{' '}
        <a href={`${path}.xlsx${query}`} download onClick={this.saveWorkbook}>
          {own.xlsx}
        </a>{' '}
        <span role="status" class="quiet">
          {this.state.said}
        </span>
      </p>
    );
  }

  private readonly saveCsv = (event: Event): void => {
    event.preventDefault();
    if (this.state.isReading) return;
    this.setState({ isReading: true, said: '' });
    this.props.shown.act({ kind: 'carry-out', asking: this.makeCsv(), onFailed: this.fail });
  };

  /** The server is asked by the page itself, which has the token if there is one. */
  private readonly saveWorkbook = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    event.preventDefault();
    this.setState({ said: '' });
    this.props.shown.act({ kind: 'download', href: event.currentTarget.href, onFailed: this.fail });
  };

  private *makeCsv(): Asking<void> {
    const { code, choice, shown } = this.props;
    const own = lateWordsIn(shown.language);
    const { rows, at } = yield* readLate(code, choice, (done, all) => {
      this.setState({ said: own.reading(done, all) });
    });
    const text = writeLateCsv(rows, at, shown.language);
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), this.nameOf(at.asOf));
    this.setState({ isReading: false, said: own.saved(rows.length) });
  }

  /** As the server names it; what was chosen is in it, too. */
  private nameOf(day: string): string {
    const { code, choice, shown } = this.props;
    const name = shown.language === 'vi' ? 'qua-han' : 'overdue';
    const over = choice.over === undefined ? undefined : `over-${choice.over}`;
    const parts = [name, code.replace(/[^\w.-]/g, '-'), day, choice.level?.toLowerCase(), over];
    return `${parts.filter((part) => part !== undefined).join('-')}.csv`;
  }

  private readonly fail = (): void => {
    this.setState({ isReading: false, said: lateWordsIn(this.props.shown.language).failed });
  };
}
