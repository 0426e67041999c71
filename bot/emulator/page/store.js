/** A value that changes only through its reducer, and those who watch it. */

/**
 * @template S
 * @param {(state: S, event: object) => S} reduce
 * @param {S} state
 */
export function createStore(reduce, state) {
  const watchers = new Set();
  return {
    get: () => state,
    dispatch(event) {
      const before = state;
      state = reduce(state, event);
      if (state !== before) for (const watch of watchers) watch(state, before, event);
    },
    /** @param {(state: S, before: S, event: object) => void} watch */
    watch(watch) {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
  };
}
