-- grain: one row per level of segments, renewal interval, renewals due, renewals made and whether the subscriber was lost, before a cut
with

spells as (

    select
        customer_id,
        spell_date,
        min_by(renewal_interval, change_date) as renewal_interval,
        max_by(mrr_minor, change_date) as mrr_minor,
        max(change_date) as last_change_date
    from subscriptions_in_scope
    where change_date < cast(:cut as date)
    group by 1, 2

),

-- Two days of each: the last one seen, and the last one with a subscription. A renewal on the day of the end was not made.
days as (

    select
        spells.*,
        case spells.renewal_interval when 'year' then 12 when 'quarter' then 3 else 1 end as renewal_months,
        listed.side,
        date_add(
            'day',
            -1,
            case
                when listed.side = 'seen' or spells.mrr_minor > 0 then cast(:cut as date)
                else spells.last_change_date
            end
        ) as last_date
    from spells
    cross join unnest(split('seen,subscribed', ',')) as listed(side)

),

months as (

    select
        *,
        year(last_date) * 12 + month(last_date) - year(spell_date) * 12 - month(spell_date)
        - case
            when day(last_date) < day(spell_date) and day(date_add('day', 1, last_date)) <> 1 then 1
            else 0
        end as elapsed
    from days

),

tenures as (

    select
        customer_id,
        spell_date,
        renewal_months,
        mrr_minor,
        max(case when side = 'seen' then elapsed - mod(elapsed, renewal_months) end) / renewal_months as age,
        max(case when side = 'subscribed' then elapsed - mod(elapsed, renewal_months) end) / renewal_months as renewals
    from months
    group by 1, 2, 3, 4

)

select
    audiences_in_scope.segment as level,
    tenures.renewal_months,
    cast(tenures.age as integer) as age,
    cast(tenures.renewals as integer) as renewals,
    tenures.mrr_minor = 0 as is_lost,
    count(*) as customers,
    cast(sum(tenures.mrr_minor) as decimal(38, 0)) as mrr_minor,
    cast(sum(cast(tenures.mrr_minor as decimal(18, 0)) * tenures.mrr_minor) as decimal(38, 0)) as squared_mrr_minor
from tenures
inner join audiences_in_scope
    on tenures.customer_id = audiences_in_scope.customer_id
where audiences_in_scope.scheme = case when :schemes = '' then 'all' else 'atom' end
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
