-- grain: one row per week and fiscal month: customers of known acquisition whose first paid order lies in both
select
    date_diff('day', date '1970-01-05', acquired_date) / 7 as week,
    acquired_month as month,
    count(*) as customers
from customers_in_scope
where
    acquisition_known
    and acquired_month between cast(:first_cohort as integer) - 1 and cast(:last_cohort as integer) + 1
group by 1, 2
order by 1, 2
