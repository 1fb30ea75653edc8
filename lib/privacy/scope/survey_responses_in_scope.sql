-- grain: one row per answered item of the last response of a customer in scope, or of nobody known, to a survey in a fiscal month
-- A response is its customer's if any of its items says so. One of nobody known has no state that could change: as a guest's order.
with

answered as (

    select
        survey_responses.*,
        max(coalesce(customers.merged_into, survey_responses.customer_id))
            over (partition by survey_responses.response_id) as buyer_id,
        max(survey_responses.responded_at) over (partition by survey_responses.response_id) as response_at
    from survey_responses
    left join customers
        on survey_responses.customer_id = customers.customer_id
    where survey_responses.responded_at < cast(:as_of_utc as timestamp)

),

permitted as (

    select
        customers_in_scope.customer_id as person_id,
        answered.*,
        calendar.month,
        first_value(answered.response_id) over (
            partition by
                answered.survey,
                calendar.month,
                customers_in_scope.customer_id,
                case when customers_in_scope.customer_id is null then answered.response_id end
            order by answered.response_at desc, answered.response_id desc
        ) as last_response_id
    from answered
    inner join calendar
        on cast(at_timezone(answered.response_at at time zone 'UTC', :time_zone) as date) = calendar.calendar_date
    left join customers_in_scope
        on answered.buyer_id = customers_in_scope.buyer_id
    where
        customers_in_scope.customer_id is not null
        or answered.buyer_id is null
        and :lawful_basis = 'declared'
        and :regions = 'any'
        and :unknown_age = 'in'
        and answered.response_at >= cast(:retained_from_utc as timestamp)

)

select
    person_id as customer_id,
    response_id,
    survey,
    month,
    metric,
    item,
    case
        when metric in ('csat', 'ces') and higher_is_better = false then scale_min + scale_max - score
        else score
    end as score,
    scale_min,
    scale_max,
    higher_is_better is not null as is_oriented,
    dimension,
    role,
    themes
from permitted
where response_id = last_response_id
