-- grain: one row: answers before the cut, and those that cannot be scored by their metric
select
    count(*) as answers,
    count_if(
        score < scale_min
        or score > scale_max
        or scale_min >= scale_max
        or (metric = 'nps' and (scale_min <> 0 or scale_max <> 10))
        or (metric = 'ces' and higher_is_better is null)
        or (
            metric = 'perval'
            and (coalesce(item, 'perval') = 'perval' or dimension is null or role is null)
        )
    ) as unusable
from survey_responses
where responded_at < cast(:as_of_utc as timestamp)
