/** What the caches of the tests ask, as Relay's compiler reads it: `npx relay-compiler@21.0.1 examples/relay.config.json` writes `__generated__`. */
import { graphql } from 'relay-runtime';

/** Two numbers and a congress that a page shows for as long as it is open. */
export const HEADLINE = graphql`
  query screenHeadlineQuery {
    progress {
      id
      position
      planned
      completed
      overdue
    }
    organization(code: "O3") {
      id
      code
      congress {
        id
        status
        heldOn
        overdue
      }
      progress {
        id
        planned
        completed
        overdue
      }
    }
  }
`;

/** A list, which no push makes longer: asked again when something happens. */
export const LIST = graphql`
  query screenListQuery {
    congresses(status: PLANNED, first: 10) {
      totalCount
      edges {
        node {
          id
          status
          organization {
            id
            code
          }
        }
      }
    }
  }
`;

/** One number, asked now and then. */
export const GLANCE = graphql`
  query screenGlanceQuery {
    progress {
      id
      completed
    }
  }
`;

export const EVENTS = graphql`
  subscription screenEventsSubscription($after: Cursor) {
    eventRecorded(after: $after) {
      cursor
      previousCursor
      node {
        __typename
        id
        kind
        position
        ... on CongressEvent {
          congress {
            id
            status
            heldOn
            overdue
          }
          progress {
            id
            position
            planned
            completed
            overdue
          }
        }
      }
    }
  }
`;

export const STATES = graphql`
  subscription screenStatesSubscription {
    progress {
      id
      position
      completed
      planned
    }
  }
`;

export const REPORT = graphql`
  mutation screenReportMutation($input: ReportCongressCompletedInput!) {
    reportCongressCompleted(input: $input) {
      position
      congress {
        id
        status
      }
      progress {
        id
        completed
      }
    }
  }
`;
