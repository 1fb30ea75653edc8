-- grain: one row per customer and scheme: the segment at the first order, or else the first one after it
select
    customers_in_scope.customer_id,
    segment_membership.scheme,
    min_by(
        segment_membership.segment,
        row(
            case
                when
                    segment_membership.valid_from < date_add('day', 1, customers_in_scope.acquired_date)
                    and coalesce(
                        segment_membership.valid_to > customers_in_scope.acquired_date, true
                    )
                    then 0
                else 1
            end,
            segment_membership.valid_from,
            segment_membership.segment
        )
    ) as segment
from segment_membership
inner join customers_in_scope
    on segment_membership.customer_id = customers_in_scope.buyer_id
where segment_membership.valid_from < cast(:as_of_utc as timestamp)
group by 1, 2
