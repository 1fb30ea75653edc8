-- grain: one row per repeat count and bin of the mean repeat value before the cut; exact bins hold one value
with

summaries as (

    select
        customer_id,
        cast(count(*) - 1 as integer) as frequency,
        sum(value_minor) - min_by(value_minor, order_date) as repeat_minor
    from purchase_days_in_scope
    where order_date < cast(:cut as date)
    group by customer_id

),

valued as (

    select
        frequency,
        repeat_minor,
        repeat_minor / cast(frequency as double) as mean_minor
    from summaries
    where frequency > 0 and repeat_minor > 0

)

select
    frequency,
    case :binning
        when 'exact' then cast(repeat_minor as bigint)
        else cast(floor(ln(mean_minor) / ln(1.05e0)) as bigint)
    end as bin,
    cast(count(*) as integer) as customers,
    cast(sum(cast(mean_minor as decimal(38, 9))) as double) as sum_mean,
    cast(sum(cast(ln(mean_minor) as decimal(38, 15))) as double) as sum_log_mean
from valued
group by 1, 2
order by 1, 2
