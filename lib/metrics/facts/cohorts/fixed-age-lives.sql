-- grain: one row per member of a shown cohort month: orders by the repeat age, contribution by each age in order
select
    customers_in_scope.customer_id,
    customers_in_scope.acquired_month as cohort,
    cast(sum(case when age_days < cast(:repeat_age as integer) then orders else 0 end) as bigint) as orders,
    array[
        cast(0 as bigint),
        cast(sum(case when age_days < cast(:age_1 as integer) then contribution else 0 end) as bigint),
        cast(sum(case when age_days < cast(:age_2 as integer) then contribution else 0 end) as bigint),
        cast(sum(case when age_days < cast(:age_3 as integer) then contribution else 0 end) as bigint),
        cast(sum(case when age_days < cast(:age_4 as integer) then contribution else 0 end) as bigint),
        cast(sum(case when age_days < cast(:age_5 as integer) then contribution else 0 end) as bigint)
    ] as earned
from customers_in_scope
inner join movements_in_scope
    on customers_in_scope.customer_id = movements_in_scope.customer_id
where
    movements_in_scope.age_days < cast(:age_5 as integer)
    and customers_in_scope.acquisition_known
    and customers_in_scope.acquired_month >= cast(:first_cohort as integer)
    and customers_in_scope.acquired_month <= cast(:last_cohort as integer)
group by 1, 2
