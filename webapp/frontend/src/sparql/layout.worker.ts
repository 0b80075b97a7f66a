// Force-directed layout after Fruchterman and Reingold (1991), with the repulsion of near cells only
// (their grid variant), so that some thousand nodes take a second.

interface Asked {
  count: number;
  ends: Uint32Array;
}

const ROUNDS = 300;
/** Distance, in lengths of a tie, beyond which nodes do not feel each other. */
const REACH = 5;
const GRAVITY = 0.006;
/** The picture is wider than high. */
const STRETCH = 1.6;

// The golden angle spreads starting places evenly, and the same way each time.
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

onmessage = (event: MessageEvent<Asked>) => {
  const positions = layout(event.data.count, event.data.ends);
  postMessage(positions);
};

function layout(count: number, ends: Uint32Array): Float64Array {
  const places = new Float64Array(2 * count);
  for (let node = 0; node < count; node++) {
    const radius = Math.sqrt(node + 0.5);
    places[2 * node] = radius * Math.cos(node * GOLDEN);
    places[2 * node + 1] = radius * Math.sin(node * GOLDEN);
  }
  const moves = new Float64Array(2 * count);
  const start = Math.sqrt(count) * 0.3;
  for (let round = 0; round < ROUNDS; round++) {
    moves.fill(0);
    repel(count, places, moves);
    attract(ends, places, moves);
    const most = start * (1 - round / ROUNDS) + 0.01;
    for (let node = 0; node < count; node++) {
      const [x, y] = [2 * node, 2 * node + 1];
      const dx = at(moves, x) - at(places, x) * GRAVITY;
      const dy = at(moves, y) - at(places, y) * GRAVITY;
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const step = Math.min(most, length) / length;
      places[x] = at(places, x) + dx * step;
      places[y] = at(places, y) + dy * step;
    }
  }
  for (let node = 0; node < count; node++) places[2 * node] = at(places, 2 * node) * STRETCH;
  return places;
}

function repel(count: number, places: Float64Array, moves: Float64Array): void {
  const cells = new Map<string, number[]>();
  const cellOf = (value: number): number => Math.floor(value / REACH);
  for (let node = 0; node < count; node++) {
    const key = `${cellOf(at(places, 2 * node))} ${cellOf(at(places, 2 * node + 1))}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [node]);
    else cell.push(node);
  }
  for (const [key, cell] of cells) {
    const [column = 0, row = 0] = key.split(" ").map(Number);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const other = cells.get(`${column + dx} ${row + dy}`);
        if (other === undefined) continue;
        for (const one of cell) for (const two of other) push(one, two, places, moves);
      }
    }
  }
}

function push(one: number, two: number, places: Float64Array, moves: Float64Array): void {
  if (one === two) return;
  let dx = at(places, 2 * one) - at(places, 2 * two);
  const dy = at(places, 2 * one + 1) - at(places, 2 * two + 1);
  let square = dx * dx + dy * dy;
  if (square > REACH * REACH) return;
  if (square < 1e-6) {
    // Two nodes in one place are drawn apart by their numbers.
    dx = one < two ? -0.01 : 0.01;
    square = 1e-4;
  }
  moves[2 * one] = at(moves, 2 * one) + dx / square;
  moves[2 * one + 1] = at(moves, 2 * one + 1) + dy / square;
}

function attract(ends: Uint32Array, places: Float64Array, moves: Float64Array): void {
  for (let tie = 0; tie < ends.length; tie += 2) {
    const [one, two] = [ends[tie] ?? 0, ends[tie + 1] ?? 0];
    const dx = at(places, 2 * one) - at(places, 2 * two);
    const dy = at(places, 2 * one + 1) - at(places, 2 * two + 1);
    const length = Math.hypot(dx, dy);
    moves[2 * one] = at(moves, 2 * one) - dx * length * 0.5;
    moves[2 * one + 1] = at(moves, 2 * one + 1) - dy * length * 0.5;
    moves[2 * two] = at(moves, 2 * two) + dx * length * 0.5;
    moves[2 * two + 1] = at(moves, 2 * two + 1) + dy * length * 0.5;
  }
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
