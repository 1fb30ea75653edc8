-- grain: one row per customer won in the closed month or in the ripe cohort month, with what they brought in
-- Of the closed month: net sales in it. Of the cohort: contribution in the first :horizon days.
select
    customers_in_scope.customer_id,
    customers_in_scope.acquired_date,
    customers_in_scope.acquired_month as month,
    cast(sum(
        case
            when customers_in_scope.acquired_month = cast(:month as integer)
                then
                    case
                        when movements_in_scope.month = customers_in_scope.acquired_month
                            then movements_in_scope.sales - movements_in_scope.refunds
                        else 0
                    end
            when movements_in_scope.age_days < cast(:horizon as integer) then movements_in_scope.contribution
            else 0
        end
    ) as bigint) as earned
from customers_in_scope
inner join movements_in_scope
    on customers_in_scope.customer_id = movements_in_scope.customer_id
where
    customers_in_scope.acquisition_known
    and customers_in_scope.acquired_month in (cast(:month as integer), cast(:cohort as integer))
group by 1, 2, 3
