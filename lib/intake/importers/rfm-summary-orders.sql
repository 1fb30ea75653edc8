-- grain: one row per purchase behind a summary row: the first and the last on their days, the others on days between
with

counted as (

    select
        cast(customer_id as varchar) as customer_id,
        try_cast(frequency as double) as frequency,
        try_cast(recency as double) * cast(:unit_days as integer) as recency_days,
        try_cast("T" as double) * cast(:unit_days as integer) as age_days,
        coalesce(try_cast(monetary_value as double), 0) as mean_value
    from summary

),

-- weeks printed with two decimals are a day to within 0.04; a finer remainder is no day
whole as (

    select
        customer_id,
        try_cast(round(frequency) as bigint) as frequency,
        try_cast(round(recency_days) as bigint) as recency_days,
        try_cast(round(age_days) as bigint) as age_days,
        try_cast(round(mean_value * round(frequency) / cast(:minor_unit as double)) as bigint) as repeat_minor,
        coalesce(
            frequency = round(frequency)
            and abs(recency_days - round(recency_days)) < 0.05
            and abs(age_days - round(age_days)) < 0.05
            and round(recency_days) between round(frequency) and round(age_days)
            and (frequency > 0) = (round(recency_days) > 0)
            and age_days < 36525
            and mean_value between 0 and 10000000000000,
            false
        ) as is_history
    from counted

),

purchases as (

    select
        whole.*,
        listed.purchase,
        -- whole weeks between whole weeks, as far as there are enough of them
        case
            when
                recency_days % cast(:unit_days as integer) = 0
                and recency_days >= frequency * cast(:unit_days as integer)
                then
                    recency_days / cast(:unit_days as integer) * listed.purchase / nullif(frequency, 0)
                    * cast(:unit_days as integer)
            else recency_days * listed.purchase / nullif(frequency, 0)
        end as days_after_first
    from whole
    cross join unnest(sequence(0, case when is_history then frequency else 0 end)) as listed(purchase)

)

select
    customer_id || '-purchase-' || cast(purchase as varchar) as order_id,
    customer_id,
    case
        when is_history
            then date_add('day', coalesce(days_after_first, 0) - age_days - 1, cast(:observed_until as date))
    end as ordered_at,
    :currency as currency,
    -- a summary is silent on what a first purchase cost
    case
        when purchase = 0 then 0
        else
            repeat_minor / nullif(frequency, 0)
            + case when purchase <= repeat_minor % nullif(frequency, 0) then 1 else 0 end
    end * cast(:minor_unit as decimal(5, 4)) as net_amount
from purchases
