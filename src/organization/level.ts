/** The levels and kinds of organizations. A level is not the depth in the tree. */

export enum Level {
  CENTRAL = 'CENTRAL',
  CENTRALLY_RUN = 'CENTRALLY_RUN',
  UPPER_GRASSROOTS = 'UPPER_GRASSROOTS',
  GRASSROOTS = 'GRASSROOTS',
}

export enum OrganizationKind {
  ROOT = 'ROOT',
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  BLOC = 'BLOC',
  FORCE = 'FORCE',
  LOCAL = 'LOCAL',
}

/** All levels from the top down: the order in which `byLevel` lists those of the tree, and counters are laid out. */
export const LEVELS: readonly Level[] = [Level.CENTRAL, Level.CENTRALLY_RUN, Level.UPPER_GRASSROOTS, Level.GRASSROOTS];
