-- grain: one row: closed weeks and months of the 53 weeks before the cut that are in the ledger, and their worst gap
with

days as (

    select
        listed.days_ago,
        date_add('day', -listed.days_ago, cast(:as_of as date)) as calendar_date
    from unnest(sequence(0, 372)) as listed(days_ago)

),

codes as (

    select
        days_ago,
        calendar_date,
        cast(year(date_add('day', 3, date_trunc('week', calendar_date))) as varchar)
        || '-W' || lpad(cast(week(calendar_date) as varchar), 2, '0') as period
    from days
    union all
    select
        days_ago,
        calendar_date,
        cast(year(calendar_date) as varchar) || '-' || lpad(cast(month(calendar_date) as varchar), 2, '0') as period
    from days

),

ours as (

    select
        codes.period,
        coalesce(sum(net_sales_by_day.amount), 0) as amount
    from codes
    left join net_sales_by_day
        on codes.calendar_date = net_sales_by_day.movement_date
    group by codes.period
    having min(codes.days_ago) > 0 and max(codes.days_ago) < 372

),

explained as (

    select
        period,
        sum(amount) as amount
    from adjustments
    where
        metric in ('net-sales', 'net_sales')
        and currency = :reporting_currency
    group by period

),

booked as (

    select
        period,
        sum(amount) as amount
    from ledger_totals
    where
        account in ('net-sales', 'net_sales')
        and currency = :reporting_currency
    group by period

)

select
    count(*) as periods,
    max(
        abs(cast(ours.amount + coalesce(explained.amount, 0) - booked.amount as double))
        / greatest(abs(cast(booked.amount as double)), 1e-4)
    ) as gap
from booked
inner join ours
    on booked.period = ours.period
left join explained
    on booked.period = explained.period
