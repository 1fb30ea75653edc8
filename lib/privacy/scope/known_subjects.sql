-- grain: one row per id in journeys and experiments whom the purpose may process: a customer's number, or one below 0
-- Most who start a journey never order. Where everyone declared is in scope they are too, unless denied; where scope
-- rests on what is known of customers (consent, region, age), nobody else is.
with

listed as (

    select subject_id as id
    from journey_events
    union
    select customer_id as id
    from experiment_assignments

),

persons as (

    select
        listed.id,
        coalesce(customers.merged_into, listed.id) as buyer_id
    from listed
    left join customers
        on listed.id = customers.customer_id
    where listed.id is not null

),

strangers as (

    select
        buyer_id,
        -row_number() over (order by buyer_id) as customer_id
    from persons
    where
        :lawful_basis = 'declared'
        and :regions = 'any'
        and :unknown_age = 'in'
        and buyer_id not in (
            select buyer_id
            from acquisitions
        )
        and buyer_id not in (
            select buyer_id
            from denied_buyers
        )
    group by buyer_id

)

select
    persons.id,
    cast(coalesce(customers_in_scope.customer_id, strangers.customer_id) as integer) as customer_id
from persons
left join customers_in_scope
    on persons.buyer_id = customers_in_scope.buyer_id
left join strangers
    on persons.buyer_id = strangers.buyer_id
where
    customers_in_scope.customer_id is not null
    or strangers.customer_id is not null
