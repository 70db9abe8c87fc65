/**
 * @generated SignedSource<<640836cccea3445dc75714359aa14b70>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CongressStatus = "CANCELLED" | "COMPLETED" | "PLANNED" | "POSTPONED" | "%future added value";
export type EventKind = "BRIEFING_CHANGED" | "BRIEFING_PUBLISHED" | "CAMPAIGN_CHANGED" | "CAMPAIGN_FOUNDED" | "CONGRESS_CANCELLED" | "CONGRESS_COMPLETED" | "CONGRESS_CORRECTED" | "CONGRESS_PILOT_SET" | "CONGRESS_PLANNED" | "CONGRESS_POSTPONED" | "CONGRESS_REINSTATED" | "CONGRESS_RESCHEDULED" | "CONGRESS_RETRACTED" | "DAY_TURNED" | "DECLARATION_RECORDED" | "DECLARATION_RETRACTED" | "DOCUMENT_ADDED" | "DOCUMENT_CHANGED" | "DOCUMENT_WITHDRAWN" | "INDICATOR_ADDED" | "INDICATOR_CHANGED" | "INDICATOR_REINSTATED" | "INDICATOR_VALUE_CORRECTED" | "INDICATOR_VALUE_RECORDED" | "INDICATOR_VALUE_RETRACTED" | "INDICATOR_WITHDRAWN" | "ORGANIZATION_CLOSED" | "ORGANIZATION_FOUNDED" | "ORGANIZATION_RENAMED" | "ORGANIZATION_REOPENED" | "ORGANIZATION_TREE_FOUNDED" | "RATING_CORRECTED" | "RATING_RECORDED" | "RATING_RETRACTED" | "WORK_ITEM_ADDED" | "WORK_ITEM_CHANGED" | "WORK_ITEM_STATUS_SET" | "WORK_ITEM_WITHDRAWN" | "%future added value";
export type screenEventsSubscription$variables = {
  after?: any | null | undefined;
};
export type screenEventsSubscription$data = {
  readonly eventRecorded: {
    readonly cursor: any;
    readonly node: {
      readonly __typename: string;
      readonly congress?: {
        readonly heldOn: any | null | undefined;
        readonly id: string;
        readonly overdue: boolean;
        readonly status: CongressStatus;
      } | null | undefined;
      readonly id: string;
      readonly kind: EventKind;
      readonly position: number;
      readonly progress?: ReadonlyArray<{
        readonly completed: number;
        readonly id: string;
        readonly overdue: number;
        readonly planned: number;
        readonly position: number;
      }>;
    };
    readonly previousCursor: any | null | undefined;
  };
};
export type screenEventsSubscription = {
  response: screenEventsSubscription$data;
  variables: screenEventsSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "position",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "overdue",
  "storageKey": null
},
v4 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      }
    ],
    "concreteType": "EventEdge",
    "kind": "LinkedField",
    "name": "eventRecorded",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "previousCursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          },
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "kind",
            "storageKey": null
          },
          (v2/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Congress",
                "kind": "LinkedField",
                "name": "congress",
                "plural": false,
                "selections": [
                  (v1/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "status",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "heldOn",
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Progress",
                "kind": "LinkedField",
                "name": "progress",
                "plural": true,
                "selections": [
                  (v1/*:: as any*/),
                  (v2/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "planned",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "completed",
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "CongressEvent",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "screenEventsSubscription",
    "selections": (v4/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "screenEventsSubscription",
    "selections": (v4/*:: as any*/)
  },
  "params": {
    "cacheID": "01fa8b5e633da8991eabb0948ed5857d",
    "id": null,
    "metadata": {},
    "name": "screenEventsSubscription",
    "operationKind": "subscription",
    "text": "subscription screenEventsSubscription(\n  $after: Cursor\n) {\n  eventRecorded(after: $after) {\n    cursor\n    previousCursor\n    node {\n      __typename\n      id\n      kind\n      position\n      ... on CongressEvent {\n        congress {\n          id\n          status\n          heldOn\n          overdue\n        }\n        progress {\n          id\n          position\n          planned\n          completed\n          overdue\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "caa6d43484cf5bc7142de70299ce85e2";

export default node;
