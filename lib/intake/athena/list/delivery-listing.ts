/** An object at one version. */
export interface PinnedObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  /** Null in a bucket that keeps one version only. */
  readonly versionId: string | null;
  /** When it arrived, ISO 8601 in UTC. */
  readonly arrivedAt: string;
}

/** The bucket that deliveries are dropped in. */
export interface DeliveryListing {
  /** Keys that begin with the prefix. */
  keys(prefix: string): Promise<readonly string[]>;
  /** The object as it is now; null where there is none. */
  pin(key: string): Promise<PinnedObject | null>;
}
