import acquisitions from './acquisitions.sql';
import adjustmentsInScope from './adjustments_in_scope.sql';
import { asReleased } from './as-released.ts';
import atomAudiencesInScope from './atom_audiences_in_scope.sql';
import atomsInScope from './atoms_in_scope.sql';
import attributesInScope from './attributes_in_scope.sql';
import attributionInScope from './attribution_in_scope.sql';
import audiencesInScope from './audiences_in_scope.sql';
import costToServeInScope from './cost_to_serve_in_scope.sql';
import customersInScope from './customers_in_scope.sql';
import deliveredDaysInScope from './delivered_days_in_scope.sql';
import deliveredEvents from './delivered_events.sql';
import deniedBuyers from './denied_buyers.sql';
import experimentAssignmentsInScope from './experiment_assignments_in_scope.sql';
import experimentsInScope from './experiments_in_scope.sql';
import foreignOrdersInScope from './foreign_orders_in_scope.sql';
import invoicesInScope from './invoices_in_scope.sql';
import journeyEventsInScope from './journey_events_in_scope.sql';
import knownSubjects from './known_subjects.sql';
import ledgerTotalsInScope from './ledger_totals_in_scope.sql';
import linesGivenBack from './lines_given_back.sql';
import localDays from './local_days.sql';
import loyaltyLedgerInScope from './loyalty_ledger_in_scope.sql';
import loyaltyTiersInScope from './loyalty_tiers_in_scope.sql';
import markedSchemes from './marked_schemes.sql';
import marketingSpendInScope from './marketing_spend_in_scope.sql';
import membershipsAtEntry from './memberships_at_entry.sql';
import movementsInScope from './movements_in_scope.sql';
import orderItemsInScope from './order_items_in_scope.sql';
import ordersInScope from './orders_in_scope.sql';
import outsideWeekInScope from './outside_week_in_scope.sql';
import paidOrders from './paid_orders.sql';
import purchaseDaysInScope from './purchase_days_in_scope.sql';
import refundsInScope from './refunds_in_scope.sql';
import servingActivity from './serving_activity.sql';
import servingCosts from './serving_costs.sql';
import servingUnits from './serving_units.sql';
import spotRates from './spot_rates.sql';
import subscribedProductsInScope from './subscribed_products_in_scope.sql';
import subscriptionChangesInScope from './subscription_changes_in_scope.sql';
import subscriptionNoticesInScope from './subscription_notices_in_scope.sql';
import subscriptionsInScope from './subscriptions_in_scope.sql';
import supportTicketsInScope from './support_tickets_in_scope.sql';
import surveyInvitationsInScope from './survey_invitations_in_scope.sql';
import surveyResponsesInScope from './survey_responses_in_scope.sql';
import targetsInScope from './targets_in_scope.sql';
import touchpointsInScope from './touchpoints_in_scope.sql';

/** A relation that holds only what may be processed. */
export interface ScopeRelation {
  readonly name: string;
  readonly sql: string;
  /** Costly and read by many queries: an engine may compute it once and keep it for the run. */
  readonly keep: boolean;
}

/** Every relation of the scope, each after those it reads. A query may name those that end in `_in_scope`. */
export const SCOPE_RELATIONS: readonly ScopeRelation[] = [
  { name: 'spot_rates', sql: spotRates, keep: false },
  { name: 'local_days', sql: localDays, keep: true },
  { name: 'paid_orders', sql: paidOrders, keep: false },
  { name: 'acquisitions', sql: acquisitions, keep: true },
  { name: 'denied_buyers', sql: deniedBuyers, keep: false },
  { name: 'customers_in_scope', sql: customersInScope, keep: true },
  { name: 'orders_in_scope', sql: ordersInScope, keep: true },
  { name: 'foreign_orders_in_scope', sql: foreignOrdersInScope, keep: false },
  { name: 'lines_given_back', sql: linesGivenBack, keep: false },
  { name: 'order_items_in_scope', sql: orderItemsInScope, keep: true },
  { name: 'subscribed_products_in_scope', sql: subscribedProductsInScope, keep: false },
  { name: 'refunds_in_scope', sql: refundsInScope, keep: true },
  { name: 'movements_in_scope', sql: movementsInScope, keep: false },
  { name: 'released_paid_orders', sql: asReleased(paidOrders), keep: false },
  { name: 'released_orders_in_scope', sql: asReleased(ordersInScope), keep: false },
  { name: 'released_refunds_in_scope', sql: asReleased(refundsInScope), keep: false },
  { name: 'released_movements_in_scope', sql: asReleased(movementsInScope), keep: false },
  { name: 'purchase_days_in_scope', sql: purchaseDaysInScope, keep: true },
  { name: 'memberships_at_entry', sql: membershipsAtEntry, keep: false },
  { name: 'marked_schemes', sql: markedSchemes, keep: false },
  { name: 'atoms_in_scope', sql: atomsInScope, keep: true },
  { name: 'atom_audiences_in_scope', sql: atomAudiencesInScope, keep: true },
  { name: 'audiences_in_scope', sql: audiencesInScope, keep: false },
  { name: 'marketing_spend_in_scope', sql: marketingSpendInScope, keep: true },
  { name: 'touchpoints_in_scope', sql: touchpointsInScope, keep: false },
  { name: 'subscription_changes_in_scope', sql: subscriptionChangesInScope, keep: true },
  { name: 'subscriptions_in_scope', sql: subscriptionsInScope, keep: true },
  { name: 'survey_responses_in_scope', sql: surveyResponsesInScope, keep: false },
  { name: 'survey_invitations_in_scope', sql: surveyInvitationsInScope, keep: false },
  { name: 'attributes_in_scope', sql: attributesInScope, keep: false },
  { name: 'serving_costs', sql: servingCosts, keep: false },
  { name: 'serving_activity', sql: servingActivity, keep: false },
  { name: 'serving_units', sql: servingUnits, keep: false },
  { name: 'cost_to_serve_in_scope', sql: costToServeInScope, keep: true },
  { name: 'invoices_in_scope', sql: invoicesInScope, keep: false },
  { name: 'subscription_notices_in_scope', sql: subscriptionNoticesInScope, keep: false },
  { name: 'support_tickets_in_scope', sql: supportTicketsInScope, keep: false },
  { name: 'attribution_in_scope', sql: attributionInScope, keep: false },
  { name: 'known_subjects', sql: knownSubjects, keep: false },
  { name: 'journey_events_in_scope', sql: journeyEventsInScope, keep: false },
  { name: 'experiments_in_scope', sql: experimentsInScope, keep: false },
  { name: 'experiment_assignments_in_scope', sql: experimentAssignmentsInScope, keep: false },
  { name: 'loyalty_tiers_in_scope', sql: loyaltyTiersInScope, keep: false },
  { name: 'loyalty_ledger_in_scope', sql: loyaltyLedgerInScope, keep: false },
  { name: 'outside_week_in_scope', sql: outsideWeekInScope, keep: false },
  { name: 'delivered_events', sql: deliveredEvents, keep: false },
  { name: 'delivered_days_in_scope', sql: deliveredDaysInScope, keep: false },
  { name: 'targets_in_scope', sql: targetsInScope, keep: false },
  { name: 'ledger_totals_in_scope', sql: ledgerTotalsInScope, keep: false },
  { name: 'adjustments_in_scope', sql: adjustmentsInScope, keep: false },
];
