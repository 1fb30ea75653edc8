-- grain: one row per commenting respondent, survey, theme and measure: in a month, or in the eight before the reported one together
-- A response has the themes of all its items. Those who voice a theme and those who voice others are all who comment.
with

comments as (

    select
        customer_id,
        response_id,
        case when customer_id is null then response_id end as unknown_id,
        survey,
        month,
        min_by(score, item) filter (where metric = 'nps') as nps
    from survey_responses_in_scope
    where month between cast(:month as integer) - 8 and cast(:month as integer)
    group by customer_id, response_id, survey, month
    having count(themes) > 0

),

voiced as (

    select distinct
        survey_responses_in_scope.response_id,
        survey_responses_in_scope.survey,
        listed.theme
    from survey_responses_in_scope
    cross join unnest(survey_responses_in_scope.themes) as listed(theme)
    where survey_responses_in_scope.month between cast(:month as integer) - 8 and cast(:month as integer)

),

measures as (

    select
        comments.*,
        listed.measure || chr(31) || themes.survey || chr(31) || themes.theme as measure,
        case listed.measure
            when 'theme-others' then case when voiced.theme is null then 1 else 0 end
            when 'theme-nps-points' then case when voiced.theme is null then 0 when nps >= 9 then 3 when nps > 6 then 2 else 1 end
            else case when voiced.theme is null then 0 else 1 end
        end as amount
    from comments
    inner join (select distinct survey, theme from voiced) as themes
        on comments.survey = themes.survey
    left join voiced
        on
            comments.response_id = voiced.response_id
            and comments.survey = voiced.survey
            and themes.theme = voiced.theme
    cross join unnest(split(:measures, ',')) as listed(measure)
    where listed.measure not like 'theme-nps-%' or comments.month = cast(:month as integer) and comments.nps is not null

)

select
    measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    amount
from measures
union all
select
    'earlier-' || measure as measure,
    cast(:month as integer) as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    sum(amount) as amount
from measures
where month < cast(:month as integer)
group by measure, customer_id, unknown_id
