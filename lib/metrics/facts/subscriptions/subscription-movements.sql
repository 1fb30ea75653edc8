-- grain: one row per customer, window and measure: how their recurring revenue moved between two closes
-- Over a year who left and came back is lost and returned; in a month they stayed.
with

moves as (

    select
        lives.*,
        prices.exit_reason,
        cast(
            case
                when opening = 0 or closing = 0 or (lives.grain = 'year' and spell_date >= opens) then 0
                else 1
            end as integer
        ) as stays,
        cast(least(prices.revalued, closing) as bigint) as fx,
        listed.measure,
        contains(split(:segment_measures, ','), listed.measure)
        and lives.grain = 'month'
        and lives.period = cast(:month as integer) as is_segmented
    from lives
    inner join prices
        on
            lives.grain = prices.grain
            and lives.period = prices.period
            and lives.customer_id = prices.customer_id
    cross join unnest(split(
        case lives.grain
            when 'month' then :month_measures
            when 'year' then :year_measures
            else :quarter_measures
        end,
        ','
    )) as listed(measure)

)

select
    moves.grain || ' ' || moves.measure as measure,
    moves.period,
    case when is_segmented then 'atom' else 'all' end as scheme,
    case when is_segmented then atoms_in_scope.atom else 'all' end as segment,
    cast(null as integer) as age,
    case moves.measure
        when 'opening' then opening
        when 'closing' then closing
        when 'change' then closing - opening
        when 'retained' then stays * least(opening, closing - fx)
        when 'contraction' then stays * greatest(opening - closing + fx, 0)
        when 'expansion' then stays * greatest(closing - fx - opening, 0)
        when 'fx' then stays * fx
        when 'churn' then (1 - stays) * opening
        when 'loss' then opening - stays * least(opening, closing - fx)
        when 'returned' then case when opening > 0 then (1 - stays) * closing else 0 end
        when 'reactivation' then case when opening = 0 and was_subscriber then closing else 0 end
        when 'new' then case when opening = 0 and not was_subscriber then closing else 0 end
        when 'gain' then closing - stays * least(opening, closing - fx) - stays * fx
        when 'opening-subscribers' then cast(opening > 0 as integer)
        when 'closing-subscribers' then cast(closing > 0 as integer)
        when 'subscribers-change' then cast(closing > 0 as integer) - cast(opening > 0 as integer)
        when 'stayed' then stays
        when 'churned' then cast(opening > 0 and closing = 0 as integer)
        when 'new-subscribers' then cast(opening = 0 and closing > 0 and not was_subscriber as integer)
        when 'reactivated' then cast(opening = 0 and closing > 0 and was_subscriber as integer)
        when 'joined' then cast(opening = 0 and (closing > 0 or was_lost) as integer)
        when 'joined-lost' then cast(opening = 0 and closing = 0 and was_lost as integer)
        when 'lost' then cast(was_lost as integer)
        when 'lost-again' then cast(was_lost and (opening = 0 or closing > 0) as integer)
        when 'lost-back' then cast(was_lost and closing > 0 as integer)
        when 'exposed' then cast(opening > 0 or closing > 0 or was_lost as integer)
        when 'not-lost' then cast((opening > 0 or closing > 0) and not was_lost as integer)
        else cast(opening > 0 and closing = 0 and exit_reason = moves.measure as integer)
    end as amount
from moves
inner join atoms_in_scope
    on moves.customer_id = atoms_in_scope.customer_id
