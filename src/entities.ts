/** Every stored noun and every migration, in the order in which they were added. */
import { Organization1582900000001 } from '../migrations/1582900000001-organization';
import { Campaign1582900000002 } from '../migrations/1582900000002-campaign';
import { Congress1582900000003 } from '../migrations/1582900000003-congress';
import { Progress1582900000004 } from '../migrations/1582900000004-progress';
import { Log1582900000005 } from '../migrations/1582900000005-log';
import { IdempotencyKey1582900000006 } from '../migrations/1582900000006-idempotency-key';
import { WorkItem1582900000007 } from '../migrations/1582900000007-work-item';
import { Rating1582900000008 } from '../migrations/1582900000008-rating';
import { Indicator1582900000009 } from '../migrations/1582900000009-indicator';
import { IndicatorValue1582900000010 } from '../migrations/1582900000010-indicator-value';
import { Declaration1582900000011 } from '../migrations/1582900000011-declaration';
import { Closure1582900000012 } from '../migrations/1582900000012-closure';
import { Briefing1582900000013 } from '../migrations/1582900000013-briefing';
import { Mark1582900000014 } from '../migrations/1582900000014-mark';
import { DueByNow1582900000015 } from '../migrations/1582900000015-due-by-now';
import { RecountDueByNow1582900000016 } from '../migrations/1582900000016-recount-due-by-now';
import { Names1582900000017 } from '../migrations/1582900000017-names';
import { Document1582900000018 } from '../migrations/1582900000018-document';
import { LateCongresses1582900000019 } from '../migrations/1582900000019-late-congresses';
import { IndicatorOfOrganization1582900000020 } from '../migrations/1582900000020-indicator-of-organization';
import { Search1582900000021 } from '../migrations/1582900000021-search';
import { Lists1582900000022 } from '../migrations/1582900000022-lists';
import { CongressLists1582900000023 } from '../migrations/1582900000023-congress-lists';
import { Briefing } from './briefing/briefing';
import { Closure } from './closure/closure';
import { Congress, CongressPlan, CongressReport } from './congress/congress';
import { IdempotencyKey } from './change/idempotency';
import { Declaration } from './declaration/declaration';
import { Document } from './document/document';
import { LogEntry, LogHead } from './feed/log-entry';
import { Indicator } from './indicator/indicator';
import { IndicatorTotal } from './indicator/indicator-total';
import { IndicatorValue } from './indicator/indicator-value';
import { Campaign, Deadline } from './organization/campaign';
import { Organization } from './organization/organization';
import { ProgressCurrent, ProgressDay } from './progress/progress-counter';
import { Rating } from './rating/rating';
import { WorkItem } from './work-program/work-item';

export const ENTITIES = [
  Organization,
  Campaign,
  Deadline,
  Congress,
  CongressPlan,
  CongressReport,
  ProgressDay,
  ProgressCurrent,
  LogEntry,
  LogHead,
  IdempotencyKey,
  Briefing,
  WorkItem,
  Rating,
  Declaration,
  Closure,
  Document,
  Indicator,
  IndicatorValue,
  IndicatorTotal,
];

export const MIGRATIONS = [
  Organization1582900000001,
  Campaign1582900000002,
  Congress1582900000003,
  Progress1582900000004,
  Log1582900000005,
  IdempotencyKey1582900000006,
  WorkItem1582900000007,
  Rating1582900000008,
  Indicator1582900000009,
  IndicatorValue1582900000010,
  Declaration1582900000011,
  Closure1582900000012,
  Briefing1582900000013,
  Mark1582900000014,
  DueByNow1582900000015,
  RecountDueByNow1582900000016,
  Names1582900000017,
  Document1582900000018,
  LateCongresses1582900000019,
  IndicatorOfOrganization1582900000020,
  Search1582900000021,
  Lists1582900000022,
  CongressLists1582900000023,
];
