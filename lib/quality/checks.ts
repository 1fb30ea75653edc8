import type { DataCheck } from './check.ts';
import { amountSign } from './checks/amount-sign.ts';
import { attributionSum } from './checks/attribution-sum.ts';
import { calendarCover } from './checks/calendar-cover.ts';
import { consentKnown } from './checks/consent-known.ts';
import { currencyKnown } from './checks/currency-known.ts';
import { duplicateContent } from './checks/duplicate-content.ts';
import { freshness } from './checks/freshness.ts';
import { guestShare } from './checks/guest-share.ts';
import { ledgerTie } from './checks/ledger-tie.ts';
import { leftCensored } from './checks/left-censored.ts';
import { membershipOverlap } from './checks/membership-overlap.ts';
import { mergeCycle } from './checks/merge-cycle.ts';
import { mrrContinuity } from './checks/mrr-continuity.ts';
import { quarantineShare } from './checks/quarantine-share.ts';
import { refCustomer } from './checks/ref-customer.ts';
import { refOrder } from './checks/ref-order.ts';
import { refundLimit } from './checks/refund-limit.ts';
import { spendFreshness } from './checks/spend-freshness.ts';
import { surveyScale } from './checks/survey-scale.ts';
import { unreadConsents, unreadErasures } from './checks/unread-states.ts';
import { volume } from './checks/volume.ts';

/** Every check of a load that concerns more than one row; intake judges single rows as it types them. */
export const CHECKS: readonly DataCheck[] = [
  freshness,
  spendFreshness,
  quarantineShare,
  volume,
  duplicateContent,
  amountSign,
  currencyKnown,
  refCustomer,
  refOrder,
  refundLimit,
  ledgerTie,
  leftCensored,
  guestShare,
  consentKnown,
  unreadConsents,
  unreadErasures,
  mergeCycle,
  membershipOverlap,
  mrrContinuity,
  attributionSum,
  calendarCover,
  surveyScale,
];
