/** How an indicator adds up: over organizations, and over months. */

export enum OverOrganizations {
  SUM = 'SUM',
  AVERAGE = 'AVERAGE',
}

export enum OverMonths {
  SUM = 'SUM',
  LAST = 'LAST',
  AVERAGE = 'AVERAGE',
}

export interface AddingUp {
  overOrganizations: OverOrganizations;
  overMonths: OverMonths;
}
