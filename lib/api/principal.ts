/** What a caller may do; one caller may have several roles. */
export type Role = 'analyst' | 'operator' | 'privacy-officer';

export interface Principal {
  /** Stable name of the caller, such as the ARN of a role; stored as a hash only. */
  readonly id: string;
  readonly roles: readonly Role[];
}

export type Action =
  | 'read-catalogue'
  | 'recalculate'
  | 'read-run'
  | 'cancel-run'
  | 'touch-any-run'
  | 'erase';

const MAY: Readonly<Record<Role, readonly Action[]>> = {
  analyst: ['read-catalogue', 'recalculate', 'read-run', 'cancel-run'],
  operator: ['read-catalogue', 'recalculate', 'read-run', 'cancel-run', 'touch-any-run'],
  'privacy-officer': ['read-catalogue', 'erase'],
};

export const allows = ({ roles }: Principal, action: Action): boolean =>
  roles.some((role) => MAY[role].includes(action));
