// How nodes are drawn: actors as circles, what they meet in as squares, told apart without colour.

import type { Attributes } from "graphology-types";
import type Sigma from "sigma";
import { NodeCircleProgram, NodePointProgram } from "sigma/rendering";

const EVERYWHERE = `
precision mediump float;
varying vec4 v_color;
void main(void) {
  gl_FragColor = v_color;
}`;

// Sigma draws nodes a second time, in colours that say which is which, to ask what the pointer is
// over. The page finds that by itself, so neither program is given a buffer for it.

export class CircleProgram<N extends Attributes, E extends Attributes> extends NodeCircleProgram<
  N,
  E
> {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, sigma: Sigma<N, E>) {
    super(gl, null, sigma);
  }
}

/** Sigma's points are squares until its shader rounds them off. */
export class SquareProgram<N extends Attributes, E extends Attributes> extends NodePointProgram<
  N,
  E
> {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, sigma: Sigma<N, E>) {
    super(gl, null, sigma);
  }

  override getDefinition(): ReturnType<NodePointProgram<N, E>["getDefinition"]> {
    return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: EVERYWHERE };
  }
}
