-- grain: one row per reason why a buyer may be processed for no purpose, whatever the basis and whenever it was said
-- Ids that were merged are one person: what any of them says counts, two steps towards the id in use and one step back.
with

-- Staff, children or an unreadable age, and every request to be erased, restricted or left out, whatever it says.
denied as (

    select customer_id
    from customers
    where
        is_internal
        or element_at(attributes, 'birth_year') > :latest_birth_year
        or not regexp_like(element_at(attributes, 'birth_year'), '^(19|20)[0-9][0-9]$')
    union all
    select customer_id
    from erasures

),

merged as (

    select
        customer_id,
        merged_into
    from customers
    where merged_into is not null

)

select customer_id as buyer_id
from denied
where customer_id is not null
union all
select merged.merged_into as buyer_id
from denied
inner join merged
    on denied.customer_id = merged.customer_id
union all
select onward.merged_into as buyer_id
from denied
inner join merged
    on denied.customer_id = merged.customer_id
inner join merged as onward
    on merged.merged_into = onward.customer_id
union all
select merged.customer_id as buyer_id
from denied
inner join merged
    on denied.customer_id = merged.merged_into
