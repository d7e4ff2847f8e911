extension ParseFailureTests {
    /// A line, the caret under what is wrong with it, and what is said.
    static let failures = #"""
        frtt
        ^^^^
        'frtt' is no KPI, verb, saved query or SQL; did you mean frt? Here may stand: explain, tickets, define, watch, a KPI, a saved query, SQL

        frt by chanel
               ^^^^^^
        unknown dimension 'chanel'; did you mean channel? Here may stand: a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt wekly
            ^^^^^
        unknown word 'wekly'; did you mean weekly? Here may stand: exact, business, an aggregate (median, mean, p90 …), ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt by month
            ^^^^^^^^
        a grain stands by itself; did you mean monthly?

        frt by channel, weeks
                      ^^^^^^^
        a grain stands by itself; did you mean weekly?

        frt by channel limit 3
                       ^^^^^^^
        rows are kept by 'top' or 'bottom'; did you mean top 3?

        frt group by channel
            ^^^^^^^^
        dimensions stand after 'by'; did you mean by?

        frt per week
            ^^^^^^^^
        a grain is one word; did you mean weekly?

        frt 2026-10 by channel
            ^^^^^^^
        a period stands after 'in'; did you mean in 2026-10?

        frt between 2026-01-01 and 2026-02-01
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        a range is 'from', a day, 'to', a day; did you mean from 2026-01-01 to 2026-02-01?

        frt until 2026-02-01
            ^^^^^
        a range names both ends: 'from', a day, 'to', a day

        frt from 2026-01-01 to today
            ^^^^^^^^^^^^^^^^^^^^^^^^
        what goes on until today is 'since'; did you mean since 2026-01-01?

        frt last 7d
                 ^^
        'last' takes a number and a unit; did you mean 7 days?

        frt in Q1 2026
               ^^^^^^^
        the year comes first; did you mean 2026-Q1?

        frt in Q1
               ^^
        a quarter is written as YYYY-Q1; here may stand: a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09)

        median frt
        ^^^^^^^^^^
        'median' stands behind its KPI; did you mean frt median?

        frt by channel by team
                       ^^
        a second 'by': 'by' is there already; did you mean ','? Here may stand: ',', a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt where agent = canonical/A7 weekly
                          ^^^^^^^^^^^^
        a value with signs stands in quotes; did you mean 'canonical/A7'?

        late = tickets select
                       ^^^^^^
        unknown KPI 'select'; here may stand: a KPI

        frt as csv to :f
                      ^^
        ':f' has no value: in the shell '\set f …' gives it one, in a saved query the call; here may stand: a path

        late = frt as csv to :f/x.csv
                             ^^
        a parameter stands for the whole of a path; a file of that name stands in quotes; here may stand: a path

        frt in :p
               ^^
        ':p' has no value: in the shell '\set p …' gives it one, in a saved query the call; here may stand: a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09)

        frt where channel = :'c'
                            ^
        a variable is ':' and its name, without quotes; here may stand: a value of channel ('email', 'chat', 'phone')

        late = frt in :p default 'last 8 wekes'
                                 ^^^^^^^^^^^^^^
        unknown word 'wekes'; here may stand: hours, days, weeks, months, quarters, years

        late = frt in :p default last month
                                 ^^^^^^^^^^
        a value of several words stands in quotes; did you mean 'last month'?

        late = frt in :p default '2026 by channel'
                                 ^^^^^^^^^^^^^^^^^
        ':p' takes a period or range and nothing else; here may stand: a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09), a range (last 8 weeks, in 2026-Q1 …)

        late = frt in :p default
                                ^
        a default is missing; here may stand: a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09), a range (last 8 weeks, in 2026-Q1 …)

        late = frt in :p default 2026 vs :p default 2025
                                                    ^^^^
        ':p' has another default already

        late = frt where channel = :c default 'caht'
                                              ^^^^^^
        no channel is 'caht'; did you mean 'chat'? Here may stand: a value of channel ('email', 'chat', 'phone')

        late = frt last :n default 7d weeks
                                   ^^
        'last' takes a whole number from 1; here may stand: a number

        late = frt by team top :n default 0
                                          ^
        'top' takes a whole number from 1; here may stand: a number

        late = frt having frt > :s default 30m
                                           ^^^
        durations are compared in seconds; did you mean 1800? Here may stand: a number

        late = frt where channel = :c default 'chat' last :c weeks
                                              ^^^^^^
        'last' takes a whole number from 1; here may stand: a number

        slow channel=chat team=first line
                               ^^^^^^^^^^
        a value of several words stands in quotes; did you mean 'first line'?

        define frt p90
               ^^^^^^^
        'define' takes the name of a KPI, and nothing that is asked of it; did you mean frt?

        frt weekly --exact
                   ^^^^^^^
        '--exact' is no option here: 'exact' stands behind the KPI

        frt wtd
            ^^^
        the running period is 'this' and its unit; did you mean this week?

        frt in Nov 2026
               ^^^^^^^^
        a month is written as a number; did you mean 2026-11?

        first response time by channel
        ^^^^^^^^^^^^^^^^^^^
        a KPI's name is one word; did you mean first_response_time?

        csat, cost per resolution
              ^^^^^^^^^^^^^^^^^^^
        a KPI's name is one word; did you mean cost_per_resolution?

        big = select 1
              ^^^^^^
        a saved query is a KPI question; SQL is kept in a file, which \i reads

        kpis
        ^^^^
        'kpis' is no KPI, verb, saved query or SQL; here may stand: explain, tickets, define, watch, a KPI, a saved query, SQL

        frt weekly daily
                   ^^^^^
        a second grain: 'weekly' is there already; here may stand: by, a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt last 8 weeks in 2026
                         ^^
        a second range: 'last 8 weeks' is there already; here may stand: by, a grain (daily, weekly …), where, vs, top, bottom, having, with, as

        csat p90
             ^^^
        csat is one value already: it takes no 'p90'; here may stand: exact, ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        csat business
             ^^^^^^^^
        csat has no business clock; here may stand: exact, ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        utilization by channel
                       ^^^^^^^
        utilization has no dimension 'channel'; here may stand: a dimension (team, agent)

        cpr by currency
               ^^^^^^^^
        cost_per_resolution is filtered by currency, not sliced by it; here may stand: a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, cost_category)

        frt where priority = 'hihg'
                             ^^^^^^
        no priority is 'hihg'; did you mean 'high'? Here may stand: a value of priority ('low', 'normal', 'high', 'urgent')

        frt where priority
                          ^
        the line ends too early; here may stand: '=', '!=', is, in, like

        frt where priority =
                            ^
        a value of priority is missing; here may stand: a value of priority ('low', 'normal', 'high', 'urgent')

        frt where channel in 2026
                             ^^^^
        in a condition 'in' takes a list: channel in ('…', '…'); here may stand: '('

        frt where channel in ('email'
                                     ^
        a ')' is missing; here may stand: ',', ')'

        frt where team = customer success
                         ^^^^^^^^^^^^^^^^
        a value of several words stands in quotes; did you mean 'customer success'? Here may stand: and, or, by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), vs, top, bottom, having, with, as

        frt where team = "Returns"
                         ^^^^^^^^^
        a value stands in single quotes; did you mean 'Returns'? Here may stand: a value of team

        frt where channel = 'chat' or 'email'
                                      ^^^^^^^
        a dimension comes first; for one of several values, in ('…', '…'); here may stand: not, '(', a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt where team = by channel
                         ^^
        a value is missing; the value 'by' itself stands in quotes; here may stand: a value of team

        frt where team = null
                         ^^^^
        null is compared by 'is null'; here may stand: a value of team

        frt by 'Order Type'
               ^^^^^^^^^^^^
        names stand in double quotes; did you mean "Order Type"? Here may stand: a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt by
              ^
        the line ends too early; here may stand: a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt,frt
            ^^^
        first_response_time is asked for twice; here may stand: a KPI

        frt p100
            ^^^^
        a percentile is a whole number from p1 to p99; for the ends, min and max; did you mean max? Here may stand: exact, business, an aggregate (median, mean, p90 …)

        frt p05
            ^^^
        a percentile is a whole number from p1 to p99; for the ends, min and max; here may stand: exact, business, an aggregate (median, mean, p90 …)

        frt vs previous week
                        ^^^^
        'previous' takes no unit: it is as long as the range and just before it; here may stand: ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, top, bottom, having, with, as

        frt to 2026-03-01
            ^^
        'to' stands behind 'from' and a day, or 'as' and a format; here may stand: exact, business, an aggregate (median, mean, p90 …), ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt having frt > 30m
                         ^^^
        durations are compared in seconds; did you mean 1800? Here may stand: a number

        csat having csat > 30m
                           ^^^
        '30m' is no number; here may stand: a number

        why frt
        ^^^
        'why' is not there yet: compare with 'vs', by one dimension after the other

        why = frt
        ^^^
        'why' names no saved query: it is a word of the language, of SQL or a number

        resolution_rate 48h
                        ^^^
        resolution_rate does not take '48h'; here may stand: exact, 24h, 72h, 7d, ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        volume 24h
               ^^^
        ticket_volume does not take '24h'; here may stand: exact, sum, ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        volume p90
               ^^^
        ticket_volume is a count: it takes 'sum' only; here may stand: exact, sum, ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt top 10
            ^^^^^^
        'top' ranks the members of a dimension: add 'by' and one; here may stand: by

        frt by team top 5 channel
                          ^^^^^^^
        'top' ranks 'channel', which is not under 'by'; here may stand: a dimension (team)

        frt by team top x
                        ^
        'top' takes a whole number from 1; here may stand: a number

        frt having frt > fast
                         ^^^^
        'fast' is no number; here may stand: a number

        frt having frt
                      ^
        the line ends too early; here may stand: exact, business, an aggregate (median, mean, p90 …), '=', '!=', '<', '<=', '>', '>='

        frt as cvs
               ^^^
        unknown format 'cvs'; did you mean csv? Here may stand: table, chart, csv, tsv, json, ndjson, md, html, xlsx

        frt as csv to
                     ^
        a path is missing; here may stand: a path

        frt vs same month
                         ^
        'same month' needs 'last' and a longer unit; here may stand: last

        frt vs same year last month
                    ^^^^^^^^^^^^^^^
        the first unit is the smaller one; did you mean month last year?

        frt vs last month
               ^^^^
        'vs' takes no 'last': 'vs previous' is the range just before; here may stand: previous, same, target, a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09)

        frt in 2026-W54
               ^^^^^^^^
        2026 has the weeks W01 to W53; here may stand: a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09)

        frt since 2026-3-9
                  ^^^^^^^^
        '2026-3-9' lacks a zero; did you mean 2026-03-09? Here may stand: a day (2026-03-09)

        frt from 2026-03-14 to 2026-03-01
                 ^^^^^^^^^^^^^^^^^^^^^^^^
        the range ends before it starts; here may stand: a day (2026-03-09)

        frt from 2026-03-14
                           ^
        'from' needs 'to' and a last day; here may stand: to

        frt last 0 days
                 ^
        'last' takes a whole number from 1; here may stand: a number

        frt last 8 wekes
                   ^^^^^
        unknown word 'wekes'; did you mean weeks? Here may stand: hours, days, weeks, months, quarters, years

        watch frt
              ^^^
        'watch' takes how often first: 'watch 30s'; here may stand: a duration (30s, 5m, 1h)

        frt by channel exact
                       ^^^^^
        'exact' stands behind its KPI; did you mean frt exact?

        frt, volume in 2026 mean
                            ^^^^
        'mean' stands behind its KPI; did you mean frt mean?

        volume in 2026 mean
                       ^^^^
        'mean' stands behind its KPI

        define fcr weekly
                   ^^^^^^
        'define' takes KPIs, and 'as' with a format; here may stand: exact, ',', as

        slow channel = 'chat'
                             ^
        'slow' needs a value for 'team': team = '…'; here may stand: team

        slow chanel = 'chat'
             ^^^^^^
        'slow' has no parameter 'chanel'; did you mean channel? Here may stand: channel, team

        frt = csat
        ^^^
        'frt' is a KPI: a saved query needs a name of its own

        csat where agent = 'a' csat
                               ^^^^
        KPIs come first, with commas between; here may stand: and, or, by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), vs, top, bottom, having, with, as

        frt where channel = ‘chat’
                            ^
        write a straight quote ('); here may stand: a value of channel ('email', 'chat', 'phone')

        frt where channel = 'chat
                            ^^^^^
        the quote is not closed; here may stand: a value of channel ('email', 'chat', 'phone')

        frt by channel, channel
                        ^^^^^^^
        'channel' is named twice; here may stand: a dimension (category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt vs previous, previous
                         ^^^^^^^^
        'previous' is named twice

        frt with ci, ci
                     ^^
        'ci' is named twice; here may stand: total, share, spark, change

        channel by frt
        ^^^^^^^
        'channel' is a dimension: a query begins with a KPI; here may stand: explain, tickets, define, watch, a KPI, a saved query, SQL

        tickets
               ^
        the line ends too early; here may stand: a KPI, a saved query

        frt where team = :t
                         ^^
        ':t' has no value: in the shell '\set t …' gives it one, in a saved query the call; here may stand: a value of team

        客服 by channel
        ^^^^
        '客服' is no KPI, verb, saved query or SQL; here may stand: explain, tickets, define, watch, a KPI, a saved query, SQL

        frt where 国 = 'x'
                  ^^
        unknown dimension '国'; here may stand: not, '(', a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt volume
            ^^^^^^
        KPIs come first, with commas between; here may stand: exact, business, an aggregate (median, mean, p90 …), ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt channel
            ^^^^^^^
        a dimension stands after 'by' or 'where'; here may stand: exact, business, an aggregate (median, mean, p90 …), ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        selct 1
        ^^^^^
        'selct' is no KPI, verb, saved query or SQL; did you mean select? Here may stand: explain, tickets, define, watch, a KPI, a saved query, SQL

        frt last 5000 years
                 ^^^^
        'last' reaches back a thousand years at most; here may stand: a number

        frt where (channel = 'chat' or
                                      ^
        the line ends too early; here may stand: not, '(', a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        volume top 10 by frtt
                         ^^^^
        unknown KPI or dimension 'frtt'; did you mean frt? Here may stand: a KPI, a dimension (channel, category, product, priority, team, agent, segment, country, direction, source, "Order Type", tier, "Tier", "top")

        frt %
            ^
        '%' cannot stand here; here may stand: exact, business, an aggregate (median, mean, p90 …), ',', by, a grain (daily, weekly …), a range (last 8 weeks, in 2026-Q1 …), where, vs, top, bottom, having, with, as

        frt where team like
                           ^
        a value of team is missing; here may stand: a value of team

        frt where team is
                         ^
        'is' takes 'null' or 'not null'; here may stand: not, null

        frt vs 2025, 2025
                     ^^^^
        '2025' is named twice
        """#
}
