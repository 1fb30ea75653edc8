-- grain: one row per period, reason and signatures of manual corrections of net sales
select
    period,
    reason,
    author,
    approver,
    cast(sum(amount_minor) as bigint) as amount_minor
from adjustments_in_scope
where subject = 'net-sales'
group by 1, 2, 3, 4
order by 1, 2, 3, 4
