-- grain: one row per day and currency: its spot rate into the reporting currency
select
    rate_date,
    base,
    max(rate) as rate
from fx_rates
where
    quote = :reporting_currency
    and coalesce(kind, 'spot') = 'spot'
group by 1, 2
