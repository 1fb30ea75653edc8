-- grain: one row per customer and measure at the last quarter close: what they owed, and what of it was past due and not disputed
with

claims as (

    select
        customer_id,
        due_date < date_add('day', -1, cast(:quarter_ends as date))
        and coalesce(disputed_date >= cast(:quarter_ends as date), true) as is_past_due,
        case
            when written_off_date < cast(:quarter_ends as date) then 0
            when paid_date < cast(:quarter_ends as date) then billed_minor - paid_minor
            else billed_minor
        end as open_minor
    from invoices_in_scope
    where issued_date < cast(:quarter_ends as date)

)

select
    listed.measure,
    cast(:quarter_month as integer) as period,
    'atom' as scheme,
    atoms_in_scope.atom as segment,
    cast(null as integer) as age,
    cast(
        sum(
            case listed.measure
                when 'receivables' then claims.open_minor
                when 'receivables-past-due' then case when claims.is_past_due then claims.open_minor else 0 end
                else case when claims.is_past_due then 0 else claims.open_minor end
            end
        ) as bigint
    ) as amount
from claims
inner join atoms_in_scope
    on claims.customer_id = atoms_in_scope.customer_id
cross join unnest(
    split('receivables,receivables-past-due,receivables-not-past-due', ',')
) as listed(measure)
group by listed.measure, claims.customer_id, atoms_in_scope.atom
