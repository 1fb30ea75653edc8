import { beforeEach, inject } from 'vitest';

// Of a suite's tests the first, and every so many after it.
let seen = 0;
beforeEach(({ skip }) => {
  const isChosen = seen % inject('every') === 0;
  seen += 1;
  if (!isChosen) skip();
});
