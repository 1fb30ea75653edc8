import { type Address, domainOf, parseAddress } from './address.ts';

/** Who may get a report: the exact addresses of its catalogue entry, inside allowed domains. */
export interface AllowList {
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
}

/**
 * Recipients in the order given, each once. One address that is not listed stops the whole send: throws
 * `RecipientNotAllowedError`, or `AddressError` for what is no address.
 */
export function checkRecipients(recipients: readonly string[], allowed: AllowList): Address[] {
  const listed = new Set(allowed.addresses.map(parseAddress));
  const domains = new Set(allowed.domains.map((domain) => domain.toLowerCase()));
  const addresses = recipients.map(parseAddress);
  const stray = addresses.findIndex(
    (address) => !(listed.has(address) && domains.has(domainOf(address))),
  );
  if (stray >= 0) throw new RecipientNotAllowedError(stray + 1, addresses.length);
  return [...new Set(addresses)];
}

/** Names the place of the recipient in its list, never the address. */
export class RecipientNotAllowedError extends Error {
  override readonly name = 'RecipientNotAllowedError';
  constructor(place: number, of: number) {
    super(
      `recipient ${place} of ${of} is not on the report's allow-list, so nothing was sent: list the exact address and its domain`,
    );
  }
}
