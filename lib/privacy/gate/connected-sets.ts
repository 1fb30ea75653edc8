/**
 * Splits the nodes `0 .. size-1` into the sets that the links tie together. Nodes ascend within a set,
 * and sets ascend by their first node; an unlinked node is a set of its own.
 */
export function connectedSets(size: number, links: Iterable<readonly number[]>): number[][] {
  const parent = Array.from({ length: size }, (_, node) => node);
  const root = (node: number): number => {
    let top = node;
    for (let up = parent[top]; up !== undefined && up !== top; up = parent[top]) {
      parent[top] = parent[up] ?? up;
      top = up;
    }
    return top;
  };
  for (const [first, ...others] of links) {
    if (first === undefined) continue;
    for (const other of others) parent[root(other)] = root(first);
  }
  const sets = new Map<number, number[]>();
  for (let node = 0; node < size; node++) {
    const members = sets.get(root(node));
    if (members) members.push(node);
    else sets.set(root(node), [node]);
  }
  return [...sets.values()];
}
