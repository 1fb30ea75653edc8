/** Holds something that has passed the gate. The class stays in this file, so no one else can build or fake one. */
class SealedBox<out T> {
  readonly #content: T;

  constructor(content: T) {
    this.#content = content;
  }

  static open<T>(box: SealedBox<T>): T {
    return box.#content;
  }
}

/** A value that has passed `release`, sealed until the mailer, the file writer or the API opens it. */
export type Released<T> = SealedBox<T>;

/** @package Only the gate seals. */
export const seal = <T>(content: T): Released<T> => new SealedBox(content);

/** Rewrites the content without breaking the seal. For renderers, which see nothing but released content. */
export const mapReleased = <T, U>(released: Released<T>, rewrite: (content: T) => U): Released<U> =>
  new SealedBox(rewrite(SealedBox.open(released)));

/** As `mapReleased`, for a rewrite that takes time (encoding a workbook or an image). */
export const mapReleasedAsync = async <T, U>(
  released: Released<T>,
  rewrite: (content: T) => Promise<U>,
): Promise<Released<U>> => new SealedBox(await rewrite(SealedBox.open(released)));

/** Breaks the seal. Throws a `TypeError` on anything the gate did not seal, whatever its type claims. */
export const openReleased = <T>(released: Released<T>): T => SealedBox.open(released);

/** The items of a released list, each sealed on its own. */
export const eachReleased = <T>(released: Released<readonly T[]>): Released<T>[] =>
  SealedBox.open(released).map((content) => new SealedBox(content));

/** Puts two released values together without breaking either seal. */
export const pairReleased = <A, B, U>(
  first: Released<A>,
  second: Released<B>,
  join: (a: A, b: B) => U,
): Released<U> => new SealedBox(join(SealedBox.open(first), SealedBox.open(second)));
