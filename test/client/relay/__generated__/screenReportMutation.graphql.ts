/**
 * @generated SignedSource<<52b0965a9c3351c4a539c96c9bbabacd>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CongressStatus = "CANCELLED" | "COMPLETED" | "PLANNED" | "POSTPONED" | "%future added value";
export type ReportCongressCompletedInput = {
  committeeElected?: number | null | undefined;
  congressId?: string | null | undefined;
  delegatesAttended?: number | null | undefined;
  delegatesSummoned?: number | null | undefined;
  heldOn: any;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  organization?: string | null | undefined;
};
export type screenReportMutation$variables = {
  input: ReportCongressCompletedInput;
};
export type screenReportMutation$data = {
  readonly reportCongressCompleted: {
    readonly congress: {
      readonly id: string;
      readonly status: CongressStatus;
    };
    readonly position: number;
    readonly progress: ReadonlyArray<{
      readonly completed: number;
      readonly id: string;
    }>;
  } | null | undefined;
};
export type screenReportMutation = {
  response: screenReportMutation$data;
  variables: screenReportMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": "ReportCongressCompletedPayload",
    "kind": "LinkedField",
    "name": "reportCongressCompleted",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "position",
        "storageKey": null
      },
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
          }
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
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "completed",
            "storageKey": null
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
    "name": "screenReportMutation",
    "selections": (v2/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "screenReportMutation",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "75a83758bf049702b11fc0c5e441f457",
    "id": null,
    "metadata": {},
    "name": "screenReportMutation",
    "operationKind": "mutation",
    "text": "mutation screenReportMutation(\n  $input: ReportCongressCompletedInput!\n) {\n  reportCongressCompleted(input: $input) {\n    position\n    congress {\n      id\n      status\n    }\n    progress {\n      id\n      completed\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "c9387e7c4fbc6bc54bfea1d70aa795c9";

export default node;
