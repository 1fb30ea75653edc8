-- grain: one row: merges, and those that lead nowhere after 32 steps: into themselves, a ring, or a longer chain
with

step_1 as (

    select
        customer_id,
        merged_into
    from customers
    where merged_into is not null

),

step_2 as (

    select
        near.customer_id,
        far.merged_into
    from step_1 as near
    inner join step_1 as far
        on near.merged_into = far.customer_id

),

step_4 as (

    select
        near.customer_id,
        far.merged_into
    from step_2 as near
    inner join step_2 as far
        on near.merged_into = far.customer_id

),

step_8 as (

    select
        near.customer_id,
        far.merged_into
    from step_4 as near
    inner join step_4 as far
        on near.merged_into = far.customer_id

),

step_16 as (

    select
        near.customer_id,
        far.merged_into
    from step_8 as near
    inner join step_8 as far
        on near.merged_into = far.customer_id

),

step_32 as (

    select
        near.customer_id,
        far.merged_into
    from step_16 as near
    inner join step_16 as far
        on near.merged_into = far.customer_id

)

select count(*) as endless
from step_32
