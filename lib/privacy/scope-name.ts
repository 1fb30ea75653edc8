import type { Scope } from './figure.ts';

/** Everyone: the scope of a report that no group narrows. */
export const EVERYONE_SCOPE = 'all';

/** Whether no group narrows a scope. */
export const isEveryone = (scope: Scope): boolean => Object.keys(scope).length === 0;

/** `all`, or `country:IE`: a scope as it is written in files, keys and requests. */
export const scopeName = (scope: Scope): string =>
  Object.entries(scope)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, member]) => `${dimension}:${member}`)
    .join(';') || EVERYONE_SCOPE;

/** `country IE`, as a reader reads it; empty for everyone. */
export const scopeWords = (scope: Scope): string =>
  Object.entries(scope)
    .map(([dimension, member]) => `${dimension} ${member}`)
    .join(', ');

/** Whether what a figure or a row is about lies within a scope. */
export const isWithin = (place: Scope, scope: Scope): boolean =>
  Object.entries(scope).every(([dimension, member]) => place[dimension] === member);
