-- grain: one row per delivered row that tells of an instant, with the person it names; of a refund, who ordered
select
    'orders' as delivered,
    customer_id,
    ordered_at as happened_at,
    updated_at,
    ingested_at
from orders
union all
select
    'refunds' as delivered,
    orders.customer_id,
    refunds.refunded_at as happened_at,
    refunds.updated_at,
    refunds.ingested_at
from refunds
left join orders
    on refunds.order_id = orders.order_id
union all
select
    'touchpoints' as delivered,
    customer_id,
    occurred_at as happened_at,
    updated_at,
    ingested_at
from touchpoints
union all
select
    'survey_responses' as delivered,
    customer_id,
    responded_at as happened_at,
    updated_at,
    ingested_at
from survey_responses
union all
select
    'support_tickets' as delivered,
    customer_id,
    opened_at as happened_at,
    updated_at,
    ingested_at
from support_tickets
