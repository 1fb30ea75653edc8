-- grain: one row per customer and window: recurring revenue at both closes, all subscriptions together, and what was between
select
    windows.grain,
    windows.period,
    windows.opens,
    changes.customer_id,
    coalesce(max_by(changes.mrr_minor, changes.change_date) filter (where changes.change_date < windows.opens), 0)
        as opening,
    max_by(changes.mrr_minor, changes.change_date) as closing,
    max_by(changes.spell_date, changes.change_date) as spell_date,
    count_if(changes.mrr_minor > 0 and changes.change_date < windows.opens) > 0 as was_subscriber,
    count_if(changes.mrr_minor = 0 and changes.change_date >= windows.opens) > 0 as was_lost
from windows
inner join subscriptions_in_scope as changes
    on changes.change_date < windows.ends
group by 1, 2, 3, 4
