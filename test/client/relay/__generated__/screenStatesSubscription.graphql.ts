/**
 * @generated SignedSource<<aecb6a1f3c55514dfc432da984d9296c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type screenStatesSubscription$variables = Record<PropertyKey, never>;
export type screenStatesSubscription$data = {
  readonly progress: {
    readonly completed: number;
    readonly id: string;
    readonly planned: number;
    readonly position: number;
  };
};
export type screenStatesSubscription = {
  response: screenStatesSubscription$data;
  variables: screenStatesSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Progress",
    "kind": "LinkedField",
    "name": "progress",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
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
        "kind": "ScalarField",
        "name": "completed",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "planned",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "screenStatesSubscription",
    "selections": (v0/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "screenStatesSubscription",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "8a3c0c24df92207f17941676ff7209fa",
    "id": null,
    "metadata": {},
    "name": "screenStatesSubscription",
    "operationKind": "subscription",
    "text": "subscription screenStatesSubscription {\n  progress {\n    id\n    position\n    completed\n    planned\n  }\n}\n"
  }
};
})();

(node as any).hash = "a621782eaac7a22f359f63498f873be3";

export default node;
