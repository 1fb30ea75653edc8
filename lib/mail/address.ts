import { domainToASCII } from 'node:url';

/** A plain mail address in one spelling: the domain in lower case and ASCII (punycode). */
export type Address = string;

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const LONGEST = { local: 64, address: 254 };

/**
 * One addr-spec of RFC 5322 without quoted parts, comments, lists or display names.
 * Throws `AddressError`, which does not repeat the text: an address is personal data.
 */
export function parseAddress(text: string): Address {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  const sound =
    at > 0 &&
    text.length <= LONGEST.address &&
    local.length <= LONGEST.local &&
    LOCAL.test(local) &&
    !/[\s\p{C}]/u.test(text) &&
    DOMAIN.test(domain);
  if (!sound) throw new AddressError();
  return `${local}@${domain}`;
}

export const domainOf = (address: Address): string => address.slice(address.lastIndexOf('@') + 1);

/** A text that is not exactly one plain mail address. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  constructor() {
    super('not one plain mail address: write name@example.com, without display name or list');
  }
}
