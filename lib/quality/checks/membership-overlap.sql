-- grain: one row: memberships before the cut that begin while another segment of the same scheme is still open
with

memberships as (

    select
        customer_id,
        scheme,
        segment,
        valid_from,
        coalesce(valid_to, cast(:as_of_utc as timestamp)) as valid_to
    from segment_membership
    where valid_from < cast(:as_of_utc as timestamp)

),

several as (

    select
        customer_id,
        scheme
    from memberships
    group by 1, 2
    having count(*) > 1

),

candidates as (

    select memberships.*
    from memberships
    inner join several
        on
            memberships.customer_id = several.customer_id
            and memberships.scheme = several.scheme

),

overlapping as (

    select distinct
        later.customer_id,
        later.scheme,
        later.segment,
        later.valid_from
    from candidates as later
    inner join candidates as earlier
        on
            later.customer_id = earlier.customer_id
            and later.scheme = earlier.scheme
    where
        earlier.segment <> later.segment
        and earlier.valid_to > later.valid_from
        and (
            earlier.valid_from < later.valid_from
            or (earlier.valid_from = later.valid_from and earlier.segment < later.segment)
        )

)

select count(*) as overlapping
from overlapping
