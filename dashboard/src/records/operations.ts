/** The operations that give the figures of the records, as somebody would write them: short, and with nothing but what they are about. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

export function programOperation(organization: string, year: number): Operation {
  return {
    query: `query ($organization: String, $year: Year!) {
  workProgram(organization: $organization, year: $year) {
    total completed basicallyCompleted fullyCompleted remaining overdue
    byQuarter { quarter due completed remaining overdue }
    items { edges { node { number title status statusOn dueQuarter dueOn overdue } } }
    asOf position
  }
}`,
    variables: { organization, year },
  };
}

export function ratingOperation(within: string, year: number): Operation {
  return {
    query: `query ($within: String, $year: Year!) {
  qualityRating(within: $within, year: $year) {
    finished expected people
    grades { grade count rate }
    bodies(finished: false) { edges { node { counted organization { code name } } } }
    asOf position
  }
}`,
    variables: { within, year },
  };
}

export function indicatorsOperation(within: string): Operation {
  return {
    query: `query ($within: String) {
  indicators(organization: $within) {
    edges { node { code name unit figures(within: $within) { month inMonth yearToDate atEnd asOf position } } }
  }
}`,
    variables: { within },
  };
}

export function indicatorOperation(within: string, { code, organization }: IndicatorKey): Operation {
  return {
    query: `query ($organization: String, $code: String!, $within: String) {
  indicator(organization: $organization, code: $code) {
    name unit description
    figures(within: $within) { month inMonth yearToDate atEnd asOf position }
  }
}`,
    variables: { organization: organization?.code ?? within, code, within },
  };
}

interface IndicatorKey {
  code: string;
  organization: { code: string } | null;
}

export function reconciliationOperation(within: string): Operation {
  return {
    query: `query ($within: String, $first: Int, $after: Cursor) {
  reconciliation(within: $within, first: $first, after: $after) {
    totals { declarations gaps declared counted missing surplus }
    edges { node { organization { code name } level declared declaredAsOf counted gap } }
    pageInfo { hasNextPage endCursor }
    position
  }
}`,
    variables: { within, first: 200 },
  };
}
