-- grain: one row per subject, period, reason and signatures of manual corrections
select
    subject,
    period,
    reason,
    author,
    approver,
    cast(sum(amount_minor) as bigint) as amount_minor
from adjustments_in_scope
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
