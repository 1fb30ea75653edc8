-- grain: one row per member and window in which the member acts; every member acts in the window of entry
with

moves as (

    select
        members.customer_id,
        members.cohort,
        movements_in_scope.orders,
        movements_in_scope.sales - movements_in_scope.refunds as net_sales,
        case :unit
            when 'days' then date_diff('day', members.entry_date, movements_in_scope.movement_date)
            when 'calendar'
                then
                    year(movements_in_scope.movement_date) * 12
                    + month(movements_in_scope.movement_date) - 1 - members.cohort
            else movements_in_scope.month - members.cohort
        end as distance
    from members
    inner join movements_in_scope
        on
            members.customer_id = movements_in_scope.customer_id
            and members.entry_date <= movements_in_scope.movement_date

),

acting as (

    select
        moves.customer_id,
        moves.cohort,
        windows.age,
        cast(sum(moves.net_sales) as bigint) as net_sales
    from moves
    inner join windows
        on
            moves.distance >= windows.starts_at
            and moves.distance < windows.ends_at
    group by 1, 2, 3
    having windows.age = 0 or sum(moves.orders) >= cast(:min_occurrences as integer)

)

select
    acting.*,
    row_number() over (partition by customer_id, cohort order by age) - 1 as acted_before
from acting
