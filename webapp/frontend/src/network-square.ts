// Nodes that are no actors: a square, told from the actors' circles without colour.

import type { Attributes } from "graphology-types";
import { NodePointProgram } from "sigma/rendering";

const EVERYWHERE = `
precision mediump float;
varying vec4 v_color;
void main(void) {
  gl_FragColor = v_color;
}`;

/** Sigma's points are squares until its shader rounds them off. */
export class SquareProgram<N extends Attributes, E extends Attributes> extends NodePointProgram<
  N,
  E
> {
  override getDefinition(): ReturnType<NodePointProgram<N, E>["getDefinition"]> {
    return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: EVERYWHERE };
  }
}
