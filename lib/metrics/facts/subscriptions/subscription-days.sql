-- grain: one row per month and day on which a customer began to pay or ended: how many did, all subscriptions together
select
    windows.period,
    date_diff('day', windows.opens, changes.change_date) as day,
    count_if(changes.mrr_minor > 0 and changes.spell_date = changes.change_date) as joined,
    count_if(changes.mrr_minor = 0) as lost
from windows
inner join subscriptions_in_scope as changes
    on
        changes.change_date >= windows.opens
        and changes.change_date < windows.ends
where changes.mrr_minor = 0 or changes.spell_date = changes.change_date
group by 1, 2
order by 1, 2
