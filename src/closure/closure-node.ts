/** Closures by their ids (P18). */
import { recordNode } from '../record/record-node';
import { Closure, CLOSURE } from './closure';

export const CLOSURE_NODE = recordNode(CLOSURE, Closure);
