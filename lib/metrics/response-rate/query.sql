-- grain: one row per respondent or invitation, survey, closed month and measure
select
    'response-answers' || chr(31) || survey as measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(1 as bigint) as amount
from survey_responses_in_scope
where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
group by survey, month, response_id
union all
select
    'response-invitations' || chr(31) || survey as measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    invitations as amount
from survey_invitations_in_scope
where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
