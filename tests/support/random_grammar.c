#include "tests/support/random_grammar.h"

#include <stddef.h>

const random_rule random_rules[] = {
    {"scenario", "# Random scenario $.\n?20<name = \"Random\";\n>run = { <clock>\n<run> };\n"
                 "demand = {\n<demand>};\ncenter = {\n<center>};\n"},

    /* ---- numbers ---- */
    {"share", "0|1|<u 0 1>|<u 0 1>|<u 0 1>"},
    {"u01", "<u 0 1>"},
    {"share_table", "<share>|<share>|( <slots u01> )|<u 0 1>|{ <csv u01> }"},
    {"by_number", "<share>|( <times 1 4 share> )"},
    {"duration", "<if tied \"<r 1 1> s\"><unless tied \"<m 1 1> s\">"},
    {"around", "\"<m 0.4 1.6> s\""},
    {"around_plain", "<m 0.4 1.6>"},

    /* ---- distributions, of about the mean at hand ---- */
    {"dist", "\"0 s\"|<some_dist>|<some_dist>|<some_dist>|<some_dist>|<some_dist>|<some_dist>"},
    {"some_dist", "<if tied <tied_dist>><unless tied <any_dist>>"},
    {"tied_dist", "<duration>|<duration>|<duration>|<duration>|<duration>|<duration>|<any_dist>"},
    {"any_dist", "<plain_dist>|<plain_dist>|<odd_dist>|<made_dist>"},
    {"plain_dist", "<duration>|{ dist = \"constant\"; value = <duration>; }|"
                   "{ dist = \"exponential\"; mean = <duration>; }|"
                   "{ dist = \"exponential\"; mean = <duration>; }|"
                   "{ dist = \"lognormal\"; mean = <duration>; cv = <0.0|0.5|1.2|3.0>; }|"
                   "{ dist = \"erlang\"; mean = <duration>; stages = <1|2|3|10>; }"},
    {"odd_dist",
     "{ dist = \"gamma\"; mean = <duration>; cv = <0.0|0.3|1.0|2.5>; }|"
     "{ dist = \"weibull\"; mean = <duration>; shape = <0.7|1.0|2.0>; }|"
     "{ dist = \"uniform\"; min = \"<m 0 0.5> s\"; max = \"<m 1 1.5> s\"; }|"
     "{ dist = \"triangular\"; min = \"0 s\"; mode = \"<m 1 1> s\"; max = \"<m 2 2> s\"; }|"
     "{ dist = \"hyperexponential\"; means = ( \"<m 0.2 0.2> s\", \"<m 3 3> s\" ); "
     "weights = ( 3, 1 ); }|"
     "{ dist = \"empirical\"; values = ( \"<m 0 0.4> s\", \"<m 0.5 1> s\", \"<m 1 2> s\" ); "
     "?50<at = ( 0, <u 0.1 0.9>, 1 );> }"},
    {"made_dist", "{ dist = \"mixture\"; parts = ( <plain_dist>, <odd_dist> ); "
                  "weights = ( 1, <1|2.5> ); }|"
                  "{ dist = \"shifted\"; by = \"<m 0.3 0.3> s\"; of = <plain_dist>; }|"
                  "{ dist = \"truncated\"; of = { dist = \"exponential\"; mean = <duration>; }; "
                  "<min = \"<m 0.1 0.1> s\";|max = \"<m 3 3> s\";|"
                  "min = \"<m 0.1 0.1> s\"; max = \"<m 3 3> s\";> }"},
    {"patience", "<dist>|<some_dist>|<some_dist>|<some_dist>|{ dist = \"never\"; }|<survival>"},
    {"survival", "{ dist = \"survival\"; t_s = ( <m 0.2 0.2>, <m 1 1>, <m 2 2> ); "
                 "s = ( 0.8, 0.4, 0.2 ); ?50<tail_mean = <duration>;> }"},
    {"work", "<dist>|<some_dist>|<some_dist>|<if tied <some_dist>><unless tied <varying>>"},
    {"varying", "{ dist = \"exponential\"; mean = <means>; }|"
                "{ dist = \"lognormal\"; mean = <means>; cv = <0.5|1.2>; }|"
                "{ dist = \"gamma\"; mean = <means>; cv = 0.7; }|"
                "{ dist = \"erlang\"; mean = <means>; stages = 2; }|"
                "{ dist = \"weibull\"; mean = <means>; shape = 1.5; }"},
    {"means", "( <slots around> )|( <slots around> )|{ <csv around_plain> unit = \"s\"; }"},

    /* ---- run ---- */
    {"run", "?80<close = <\"serve\"|\"drop\"|\"carry\">;> "
            "?55<fcr_window = \"<with 0.4L m 0.5 2> s\"; "
            "?50<fcr_clock = <\"wall\"|\"open\"|\"open\">;>> ?60<wait_over = ( <over> );>"},
    {"over", "\"0 s\"|\"<with 0.2W m 1 1> s\"|\"0 s\", \"7 s\", \"<with 0.5W m 1 1> s\""},

    /* ---- demand ---- */
    {"demand", "?20<  name = \"Some\";\n>!20<  volume = <0.7|1.0|1.4|0.7>;\n>"
               "?10<  first_attempts = <0.6|1.0>;\n>!20<  weekday = { <some weekdays factor> };\n>"
               "<if zoned ?60<  on_dates = ( (\"2026-03-<02|03|04|05>\", <0.0|0.5|1.5>), "
               "(\"2026-03-06\", 1.2) );\n>>"
               "?25<  busyness = { <busyness> };\n>"
               "<if declared   channels = {\n<each declared channel_kind>  };\n>"
               "<if inherited   every_issue = { <each all content> <every> };\n>"
               "  issues = {\n<each issues issue>  };\n"
               "!15<  bursts = { <burst_a> ?40<<burst_b>> };\n>"
               "?60<  customers = { <customers> };\n>"
               "<if tied   trace = { <tied_trace> };\n><unless tied ?35<  trace = { <trace> };\n>>"
               "!15<  evidence = <demand_evidence>;\n>"},
    {"demand_evidence", "{ source = \"nobody\"; A = ( \"issues.*\" ); B = ( \"customers.*\" ); }|"
                        "{ C = ( \"issues.*\" ); D = ( \"customers.*\" ); }"},
    {"channel_kind", "    $ = { kind = \"<kind_$>\"; };\n"},
    {"kind_voice", "voice|voice|video|tty"},
    {"kind_chat", "chat|chat|messaging|emergency_text"},
    {"kind_messaging", "messaging"},
    {"kind_email", "email"},
    {"kind_case", "case"},
    {"kind_form", "form"},
    {"kind_social", "social"},
    {"factor", "$ = <0.0|0.5|1.2>; "},
    {"busyness",
     "?60<day_cv = <0.0|0.005|0.2|0.6>;> ?50<per = <\"day\"|\"replication\">;> "
     "?60<interval_cv = <0.0|0.005|0.3|0.8>;> "
     "?50<correlation = <-0.6|0.0|0.5|0.99>;> ?50<margin = <\"gamma\"|\"lognormal\">;>"},
    {"every", "?30<resolution = { <some channels share_of> };> ?20<redial = { <redial> };>"},
    {"issue",
     "    $ = { <arrivals>\n"
     "      <wants> !20<volume = <0.0|0.5|1.3>;> !15<weekday = { <some weekdays factor> };> "
     "!20<busyness = { <busyness> };> "
     "!15<self_exciting = { mean = <0.0|0.3|0.6>; after = <with 0.1L some_dist>; };>\n"
     "<if inherited !30<<some all content>>><unless inherited <each all content>>\n"
     "      ?50<resolution = { <some channels share_of> };> "
     "!30<backlog = { <some channels backlog> };> "
     "?70<patience = { <some channels patience_of> };> "
     "!25<balking = <<by_number>|{ p = <by_number>; }>;>\n"
     "      ?40<redial = { <redial> };> ?30<unresolved = { <unresolved> };>\n"
     "      ?60<switch = { <some all switch> };> ignored = { <ignored> };\n      !25<<machines>> "
     "};\n"},
    {"arrivals", "<if tied <<rates>|per_hour = 0;|per_hour = 0;>><unless tied <rates>>"},
    {"rates", "per_hour = <per_hour>;|per_hour = <table_hour>;|arrivals = <per_interval>;|"
              "<unless uneven arrivals = ( <slots per_interval> );>"
              "<if uneven per_hour = <table_hour>;>|"
              "per_day = <<a_day 0.5 1.5>|( <days_of a_day 0 2> )>; "
              "?60<profile = <( <slots share_of_day> )|{ <csv share_of_day> }>;>|"
              "rate = { at = ( <points 3> ); per_hour = ( <times 3 3 per_hour> ); "
              "?70<shape = <\"steps\"|\"linear\">;> };"},
    {"per_hour", "<rate 0 2>|<rate 0.5 1.5>"},
    {"table_hour", "( <slots per_hour> )|{ <csv per_hour> }"},
    {"share_of_day", "<u 0.1 1>"},
    {"per_interval", "<arrivals_of 0 2>|<arrivals_of 0.5 1.5>"},
    {"wants", "<wants_one>|<wants_one>|<wants_one>|<wants_some>|<wants_some>"},
    {"wants_one", "wants = { <pick wanted> = 1; };"},
    {"wants_some", "wants = { <share_out wanted> };"},
    {"content", "\n      $ = { <work_of_$> };"},
    {"work_of_voice", "talk = <with 1W work>;"},
    {"work_of_email", "<work_of_item>"},
    {"work_of_case", "<work_of_item>"},
    {"work_of_form", "<work_of_item>"},
    {"work_of_social", "<work_of_item>"},
    {"work_of_item", "handle = <with 1.5W work>; "
                     "!80<asks = <0.0|0.2|0.6>; ?80<customer = <with 1W work>;>> "
                     "!60<virality = <per_hour>; virality_most = <1|2|3>; "
                     "?90<virality_generations = <1|2>;>>"},
    {"work_of_chat", "turns = <1|2|3|2.5|{ dist = \"<geometric|borel>\"; mean = <1|3>; }>; "
                     "agent = <with 0.4W work>; ?80<customer = <with 0.4W work>;> "
                     "?90<starts = <\"agent\"|\"customer\">;> ?70<silent = <u01>;> "
                     "?95<turn_patience = <with 0.03W some_dist>;>"},
    {"work_of_messaging", "turns = <2|3|{ dist = \"geometric\"; mean = <1|3>; }>; "
                          "agent = <with 0.4W work>; ?90<customer = <with 0.4W work>;> "
                          "!95<starts = <\"agent\"|\"customer\">;> ?60<silent = <u01>;> "
                          "?60<turn_patience = <with 0.1W some_dist>;>"},
    {"share_of", "$ = <share_table>; "},
    {"backlog", "$ = <0|1|7>; "},
    {"patience_of", "$ = <with 0.7W patience>; "},
    {"switch", "$ = { <away <first_$> probability = <share_table>; ?60<delay = <with 0.05L dist>;> "
               "?30<clock = <\"open\"|\"wall\"|\"wall\">;>> }; "},
    {"first_voice", "?20<first = \"withdrawn\";>"},
    {"first_chat", "?95<first = <\"duplicate\"|\"duplicate\"|\"duplicate\"|\"withdrawn\">;>"},
    {"first_email", "?95<first = <\"duplicate\"|\"duplicate\"|\"duplicate\"|\"withdrawn\">;>"},
    {"first_messaging", "<first_email>"},
    {"first_case", "<first_email>"},
    {"first_form", "<first_email>"},
    {"first_social", "<first_email>"},
    {"kind_video", "video"},
    {"kind_tty", "tty"},
    {"kind_emergency_text", "emergency_text"},
    {"work_of_video", "<work_of_voice>"},
    {"work_of_tty", "<work_of_voice>"},
    {"work_of_emergency_text", "<work_of_chat>"},
    {"first_video", "<first_voice>"},
    {"first_tty", "<first_voice>"},
    {"first_emergency_text", "<first_chat>"},
    {"hours_video", "<hours_voice>"},
    {"hours_tty", "<hours_voice>"},
    {"hours_emergency_text", "<hours_chat>"},
    {"interruptible_video", "<interruptible_voice>"},
    {"interruptible_tty", "<interruptible_voice>"},
    {"interruptible_emergency_text", "<interruptible_chat>"},
    {"time_out_video", "<time_out_voice>"},
    {"time_out_tty", "<time_out_voice>"},
    {"time_out_emergency_text", "<time_out_chat>"},
    {"desk_video", "<desk_voice>"},
    {"desk_tty", "<desk_voice>"},
    {"desk_emergency_text", "<desk_chat>"},
    {"entry_video", "<entry_voice>"},
    {"entry_tty", "<entry_voice>"},
    {"entry_emergency_text", "<entry_chat>"},
    {"turns_video", "<turns_voice>"},
    {"turns_tty", "<turns_voice>"},
    {"turns_emergency_text", "<turns_chat>"},
    {"ignored", "after = <with 0.1L some_dist>; ?30<clock = <\"open\"|\"wall\"|\"wall\">;> "
                "?60<elsewhere = { <some all part> };> ?60<in_public = { <single all a_third> };>"},
    /* Of up to 13 channels: with in_public below 1. */
    {"part", "<led_to>$ = <0.02|0.03|0.05>; "},
    {"a_third", "<led_to>$ = 0.3; "},
    {"redial", "?60<after_abandon = <by_number>;> ?60<after_block = <by_number>;> "
               "?60<after_balk = <by_number>;> delay = <with 0.05L some_dist>; "
               "?30<clock = <\"open\"|\"wall\"|\"wall\">;> maximum = <0|1|2|5|5>;"},
    {"unresolved",
     "returns = <share_table>; delay = <with 0.1L some_dist>; "
     "?30<clock = <\"open\"|\"wall\"|\"wall\">;> ?50<on = { <share_out_same channels> };>"},
    {"customers", "?70<patience = { <some channels patience_of> };> "
                  "!35<balking = <<by_number>|{ p = <by_number>; "
                  "counts = <\"abandoned\"|\"apart\">; }>;>\n"
                  "    ?40<redial = { <redial> };> ?40<unresolved = { <unresolved> };> "
                  "!70<switch = { <some all switch> };> ?40<ignored = { <ignored> };>\n"
                  "    !40<not_offered = { <some all instead> };> "
                  "?40<no_context = { explain = <with 0.1W dist>; "
                  "?60<resolution = <-0.5|-0.1|0.3|-1.0>;> };> "
                  "!20<auto_reply = { patience = <0.0|0.5|2>; };>\n    <machines>"},
    {"burst_a", "outage = { ?60<at = ( \"1 <clock_time>\" );> ?60<per_day = <0.5|2.0>;> "
                "issues = { <pick issues> = { per_hour = <rate 1 3>; "
                "duration = <with 0.1L around>; }; }; };"},
    {"burst_b", "news = { per_day = 1.0; issues = { <pick issues> = { <raised_one> }; }; };"},
    {"raised_one", "per_hour = <rate 1 3>; ?60<duration = <with 0.1L around>;> "
                   "decay = <with 0.1L around>; ?50<after = <with 0.1L around>;>"},
    {"machines", "?60<bots = { <bots> };> ?30<announced = { <announced> };> "
                 "!30<message = <0.0|0.2|1.0>;> ?90<offers = { <offers> };>"},
    {"bots", "?80<bypass = <0.0|0.3|0.3|1.0>;> ?60<agent_please = <by_number>;> "
             "?50<misled = <share>;> ?60<frustration = <0.3|1.0|2.0>;>"},
    {"announced",
     "from = \"<with 0.1W m 0 1> s\"; ?70<hang_up = ( <u 0 1> );> ?70<patience = ( <0.5|2.0> );>|"
     "from = ( \"0 s\", \"<with 0.2W m 1 1> s\" ); ?70<hang_up = ( 0.1, <u 0 1> );> "
     "?50<patience = ( 1.0, 0.5 );>"},
    {"offers", "?90<accepts = { <each all share_of> };> ?60<page = <share_table>;> "
               "?50<no_answer = { <each all plain_share_of> };>"},
    {"plain_share_of", "$ = <share>; "},
    {"instead", "$ = { <others share_of> }; "},

    /* ---- recordings ---- */
    {"trace", "<trace_full>|<trace_full>|<trace_full>|<trace_queue>|<trace_short>|<trace_words>|"
              "<trace_dates>|<trace_log>"},
    {"days", "?70<<days = <\"resample\"|\"resample-any\">; ?50<beyond = \"refuse\";>|"
             "days = \"in-order\"; beyond = <\"resample\"|\"nobody\">;>>"},
    /* not every weekday may be left */
    {"any_days", "days = \"resample-any\"; ?50<beyond = \"refuse\";>|"
                 "days = \"in-order\"; beyond = \"nobody\";"},
    {"trace_full",
     "file = \"<file day,time,kind,channel,work,patience,wait,outcome 5 150 row_full>\"; "
     "columns = { channel = \"channel\"; work = \"work\"; patience = \"patience\"; "
     "<};|wait = \"wait\"; };|wait = \"wait\"; outcome = \"outcome\"; }; "
     "not_served = ( \"left\", \"gone\" ); sent_away = \"full\";>"
     " unit = <\"ms\"|\"s\"|\"min\"|\"h\"|\"h\">; <days>"},
    {"trace_dates",
     "file = \"<file day,time,kind,work 150 300 row_date>\"; columns = { work = \"work\"; }; "
     "<if uneven outside = \"leave_out\"; ><days>"},
    {"tied_trace", "<some_file> <form> ?50<where = <{ day = ( \"d1\", \"d2\", \"d3\" ); }|"
                   "((\"day\", \"d1\", \"d2\", \"d3\"))>;> "
                   "columns = { work = \"work\"; patience = \"patience\"; }; <days>"},
    {"some_file",
     "file = \"<file day,time,kind,work,patience 30 400 row_tied>\"; ?60<separator = \",\";> |"
     "file = \"<file_in s day,time,kind,work,patience 30 400 row_tied>\"; ?60<separator = \";\";>|"
     "file = \"<file_in t day,time,kind,work,patience 30 400 row_tied>\"; "
     "?60<separator = \"tab\";>|"
     "file = \"<file_in b day,time,kind,work,patience 30 400 row_tied>\"; "
     "?60<separator = \"<bar>\";>"},
    {"form", "?40<encoding = \"<utf-8|latin-1>\";> ?40<decimal = \"<.|,>\";> "
             "?40<date_order = \"<dmy|mdy>\";> ?40<zone = \"<UTC|+01:00|Europe/Berlin>\";>"},
    {"trace_log",
     "file = \"<file InitiationTimestamp,Agent_interaction_duration,QueueDuration,about 150 300 "
     "row_log>\"; layout = \"connect\"; columns = { kind = \"about\"; }; "
     "<if uneven outside = \"leave_out\"; ><days>"},
    {"trace_queue", "file = \"<log_file 150 300 log_of_call>\"; layout = \"queue_log\"; "
                    "columns = { kind = \"queue\"; }; zone = \"<UTC|+00:00>\"; outside = "
                    "\"leave_out\"; <any_days>"},
    {"trace_short",
     "file = \"<file time,kind 5 200 row_short>\"; "
     "?50<columns = { time = \"time\"; kind = \"kind\"; };> ?60<outside = \"refuse\";>"},
    {"trace_words",
     "file = \"<file d,when,what,how 40 150 row_words>\"; columns = { day = \"d\"; "
     "time = \"when\"; kind = \"what\"; channel = \"how\"; }; "
     "kinds = { <each issues word_of> junk = \"\"; }; "
     "channels = { phone = \"voice\"; spam = \"\"; }; outside = \"leave_out\"; <days>"},
    {"word_of", "w_$ = \"$\"; "},
    {"row_full", "d<i 1 4>,<moment>,<pick issues>,<|<pick all>>,<||<with 1W m 0 2> s|2 min|0>,"
                 "<||<with 1W m 0 1> s|30 s|0>,<|<with 0.5W m 0 1> s>,<left|gone|full|ok|ok|ok>"},
    {"row_log", "2024-03-<04|05|06|07|08|09|10> <clock_time>,<|<with 1W m 0 2>>,"
                "<|<with 0.5W m 0 1>>,<pick issues>"},
    {"row_date", "2024-03-<04|05|06|07|08|09|10>,<moment>,<pick issues>,<|<with 1W m 0 2>>"},
    {"row_tied", "d<i 1 3>,<tick>,<pick issues>,<|<with 1W r 1 1>|0>,<||<with 0.5W r 1 1>|0>"},
    {"row_short", "<moment>,<pick issues>"},
    {"row_words", "d<i 1 2>,<<moment>|<moment>|<i 0 86399>>,<w_<pick issues>|w_<pick issues>|junk>,"
                  "<|<pick all>|phone|spam>"},
    {"moment", "<tick>|<second>"},

    /* ---- center ---- */
    {"center",
     "?60<  history = <\"none\"|\"channel\"|\"center\"|\"center\">;\n>"
     "!20<  staff_scale = <0.5|1.0|1.7>;\n>"
     "  channels = {\n<each channels channel>  };\n"
     "<if nodes   automation = {\n<each nodes node><each surveys survey>  };\n>"
     "<if defined   queues = {\n<each queues queue>  };\n>"
     "<if rated <groups>><unless rated <if defined <groups>><unless defined "
     "<<groups>|<groups>|<rostered>>>>" /* queues name all groups that may take them */
     "<if connected   providers = {\n<each connected provider>  };\n"
     "  ?90<cut_off = { <cut_off> };>\n<sited>>"
     "<if partnered   partners = { police = { <partner> }; };\n<unless rated ?50<<transfers>>>>"
     "<unless partnered <unless rated ?35<  partners = { police = { <partner> }; };\n<transfers>>>>"
     "?60<  routing = { ?70<select_agent = <router>;> "
     "?70<shift_end = <\"finish\"|\"interrupt\"|\"interrupt\">;> "
     "!60<reserve = { <some queues reserve> };> };\n>"
     "!25<  knowledge = { ?70<work = <<0.5|1.3>|{ <some issues factor_of> }>;> "
     "?70<resolution = <<0.5|1.3>|{ <some issues factor_of> }>;> ?50<ramp = <0|1|2>;> };\n>"
     "<if predicted   prediction = { by = <\"last\"|\"head\"|\"mean\"|\"queue\">; ?50<of = "
     "<1|3|50>;> };\n>"
     "<unless predicted ?15<  prediction = { by = \"none\"; };\n>>"
     "?30<  costs = { currency = <\"EUR\"|\"USD\">; licence_per_agent_month = <0|90.0>; "
     "line_per_minute = <0|0.02>; bot_per_session = <0|0.5>; "
     "?50<bot_per_resolution = <0|1.5>;> };\n>"
     "!25<  evidence = <center_evidence>;\n>"},
    {"groups", "  groups = {\n<each groups group>  };\n"},
    {"rostered", "  groups = {\n<each groups group>    crew = { ?30<absent = ( \"a1\" );> "
                 "<persons> <differing> <<exact>|<exact>|<leaving><if connected  home = { site = "
                 "\"home\"; };>> "
                 "};\n  "
                 "};\n  roster = { <<roster_list>|<roster_file>> };\n"},
    {"partner", "?80<time = <with 0.3W dist>;> ?70<cost = <2|12.5>;> ?80<cost_per_minute = 0.7;>"},
    {"transfers", "  transfers = { first = { <transfer> }; ?50<second = { <transfer> };> };\n"},
    {"transfer",
     "share = <0|0.2|0.3|0.3|( <slots fifth> )>; ?40<from = ( \"<pick groups>\" );> "
     "?40<issues = ( \"<pick issues>\" );> to = \"<<pick queues>|<pick queues>|police>\"; "
     "?90<how = <\"cold\"|\"warm\"|\"conference\">;> ?60<hand_over = <with 0.1W dist>;>"},
    {"fifth", "<u 0 0.2>"},
    {"factor_of", "$ = <0.5|1.0|1.5>; "},
    {"router", "\"longest-idle\"|\"fewest-open\"|\"random\"|\"most-open\"|"
               "{ router = \"most-open\"; up_to = <1|2>; }"},
    {"center_evidence", "{ source = \"x\"; A = ( \"channels.*\" ); B = ( \"groups.*\" ); }|"
                        "{ C = ( \"groups.*\" ); D = ( \"channels.*\" ); }"},
    {"reserve", "$ = <0|1|2>; "},
    {"channel", "    $ = { !14<watched = <watched>;> <hours_$> ?30<lines = <heads 0.3 2>;> "
                "!25<look_up = <with 0.1W dist>;> "
                "!20<set_up = { fails = <0.1|0.5|1.0>; ?50<again = <0|1|3>;> "
                "};> "
                "?45<answer_delay = <with 0.1W dist>;> ?50<wrap_up = <with 0.3W dist>;> "
                "?15<work_factor = <u 0.5 1.5>;>\n      <interruptible_$> <time_out_$> <desk_$> "
                "<if items !20<raises = { to = \"<pick items>\"; by_agent = <0.0|0.3|0.7>; "
                "by_automation = <0.0|0.5>; };>> "
                "<if rated ?70<rates = <0.7|( 0.4, 0.7, 0.9 )|( 1.0, 0.8 )>;>> "
                "!30<resume = <with 0.1W dist>;> ?90<interrupted = { <interrupted> };>\n"
                "      !20<message_every = \"<with 0.3W m 1 1> s\";>"
                "      <if nodes <entry_$>><unless nodes ?15<entry = \"none\";>> "
                "<if surveys ?50<after = \"<pick surveys>\";>> "
                "?70<service_level = { <service_level> };> <turns_$> };\n"},
    {"turns_voice", ""},
    {"turns_email", ""},
    {"turns_chat", "!40<silence = { <silence> };> !50<auto_reply = <true|true|false>;>"},
    {"turns_messaging", "<turns_chat>"},
    {"turns_case", ""},
    {"turns_form", ""},
    {"turns_social", ""},
    {"time_out_messaging", "<time_out_chat>"},
    {"interruptible_messaging", "<interruptible_chat>"},
    {"silence", "?80<dormant = <\"0 s\"|<with 0.3W around>|<with 0.3W around>>;> "
                "?40<close = <with 0.8W around>;> "
                "?60<same_agent = <<with 0.3W around>|<with 3W around>>;> "
                "?50<patience = <\"fresh\"|\"remaining\"|\"none\">;>"},
    {"hours_on", "$ = <[<within>]|[<within>]|()>; "},
    {"hours_voice",
     "!20<hours = [<within>];> <if uneven ?20<hours_by = { <some alike hours_on> };>>"},
    {"hours_chat", "<hours_voice>"},
    {"hours_messaging", "<hours_voice>"},
    {"hours_email", "<<hours_voice>|<hours_voice>|!60<lunch = [<within>];>>"},
    {"hours_case", "<hours_email>"},
    {"hours_form", "<hours_email>"},
    {"hours_social", "<hours_email>"},
    {"desk_voice", ""},
    {"desk_chat", ""},
    {"desk_messaging", ""},
    {"desk_case", "<desk_email>"},
    {"desk_form", "<desk_email>"},
    {"desk_social", "<desk_email>"},
    {"desk_email", "?20<answers_to = <\"queue\"|\"agent\"|\"agent\">;> "
                   "!20<acknowledge = { patience = <0.5|1.0|2.5>; };> "
                   "<unless slotted !80<classifier = { accuracy = <0.0|0.6|0.8|1.0>; "
                   "?80<notice = <with 0.3W dist>;> };>>"},
    {"interruptible_case", "<interruptible_email>"},
    {"interruptible_form", "<interruptible_email>"},
    {"interruptible_social", "<interruptible_email>"},
    {"time_out_case", ""},
    {"time_out_form", ""},
    {"time_out_social", ""},
    {"entry_voice", "?70<entry = \"<pick nodes>\";>"},
    {"entry_chat", "?70<entry = \"<pick nodes>\";>"},
    {"entry_messaging", "<entry_chat>"},
    {"entry_email", "<unless boxes ?70<entry = \"<pick nodes>\";>>"},
    {"entry_case", "<entry_email>"},
    {"entry_form", "<entry_email>"},
    {"entry_social", "<entry_email>"},
    {"interruptible_voice", ""},
    {"time_out_voice", ""},
    {"time_out_email", ""},
    {"time_out_chat", "?85<time_out = <with 0.5W dist>;>"},
    {"interruptible_chat", "!80<interruptible = <true|true|true|false>;>"},
    {"interruptible_email", "!80<interruptible = <true|true|true|false>;>"},
    {"interrupted",
     "?90<then = <\"keep\"|\"keep\"|\"requeue_head\"|\"requeue_tail\"|\"lost\"|\"lost\">;> "
     "?50<work = <\"resume\"|\"restart\">;> "
     "?60<patience = <\"fresh\"|\"remaining\"|\"none\">;>"},
    {"service_level",
     "?60<target = <0.0|0.8|1.0>;> "
     "?30<short_abandon = \"<with 0.2W m 0.5 1> s\";> within = <\"20 s\"|( \"20 s\", \"60 s\" )|"
     "( \"30 s\", \"10 s\", \"2 min\", \"1 h\" )|\"<with 0.3W m 1 1> s\">;"},
    {"node",
     "    $ = { "
     "<<bot>|<bot>|<smart>|<smart>|<offer>|<offer>|<offer>|<offer>|<said>|<said>|<said>|<menu>|"
     "<round>|<lookup>|<who>|<whisper>|<box>|<box>|<box>|<box>|<onward>|<onward>|<onward>> "
     "<later branch_if> };\n"},
    {"smart", "node = \"chatbot\"; ?40<time = <with 0.1W dist>;> intents = { <intents> };\n"
              "      turn = <with 0.1W dist>; ?40<latency = <with 0.05W dist>;> "
              "?60<retries = <0|1|3>;>\n      ?40<keeps_context = <true|false>;> "
              "?40<hand_over = <with 0.1W dist>;> <full> "
              "?30<next = { ?50<contained = <way>;> ?50<agent = <way>;> };>"},
    {"intents", "<each issues intent>|"
                "this = { kinds = \"<pick issues>\"; <intent_rest> confused = { that = 0.4; }; }; "
                "that = { kinds = (); <intent_rest> };"},
    {"intent", "$ = { <intent_rest> }; "},
    {"intent_rest",
     "?80<recognised = <0.0|0.3|0.6>;> ?50<solved = <0.0|0.5|1.0>;> ?40<turns = <1|2|5>;>"},
    {"offer", "node = \"offer\"; ?60<time = <with 0.05W dist>;> ?95<to = \"<pick channels>\";> "
              "?50<delay = <with 0.2L dist>;> ?50<solved = <0.0|0.5|1.0>;> "
              "?50<ring = <with 0.05W dist>;> ?50<again = <1|2>;> "
              "?50<again_after = <with 0.1L dist>;> "
              "?50<waiting = <0|0|1|2>;> "
              "<if predicted ?25<expected_wait = \"<with 0.1W m 0 1> s\";>> <full>"},
    {"bot", "node = \"chatbot\"; ?85<time = <with 0.3W dist>;> "
            "?85<contains = <<share_table>|{ <some issues share_of> }>;> "
            "?50<solved = <share_table>;>\n      ?70<keeps_context = <true|false>;> "
            "?40<hand_over = <with 0.1W dist>;> <full> "
            "?35<next = { ?50<contained = <way>;> ?50<not = <way>;> };>"},
    {"lookup", "node = \"lookup\"; ?85<time = <with 0.1W dist>;> "
               "?85<contains = <<share_table>|{ <some issues share_of> }>;> "
               "?50<solved = <share_table>;> <full>"},
    {"who", "node = \"identification\"; ?85<time = <with 0.1W dist>;> "
            "?85<succeeds = <<share_table>|{ <some issues share_of> }>;> "
            "?70<saves = <with 0.3W dist>;> ?90<knows = <true|false|false>;> <full>"},
    {"whisper", "node = \"whisper\"; ?85<time = <with 0.1W dist>;> ?60<saves = <with 0.3W dist>;> "
                "?90<knows = <true|false|false>;> <full>"},
    {"box",
     "<if boxes node = \"voicemail\"; channel = \"<pick boxes>\"; ?85<time = <with 0.1W dist>;> "
     "?95<leaves = <<share_table>|{ <each issues share_of> }>;> <full>>"
     "<unless boxes <said>>"},
    {"onward", "<if apart <if partnered <connect> to = <\"apart\"|\"police\">;>"
               "<unless partnered <connect> to = \"apart\";>>"
               "<unless apart <if partnered <connect> to = \"police\";><unless partnered <said>>>"},
    {"connect", "node = \"transfer\"; ?85<time = <with 0.1W dist>;> "
                "?70<fails = <<share_table>|{ <some issues share_of> }>;> <full>"},
    {"survey", "    $ = { node = \"survey\"; ?85<time = <with 0.2W dist>;> "
               "?85<answers = <<share_table>|{ <some issues share_of> }>;> "
               "scores = ( 0.1, 0.3, 0.6 ); ?50<scores_unresolved = ( 0.7, 0.3, 0 );> "
               "?30<capacity = <0|1|2>; ?50<cost_per_session = 0.5;>> };\n"},
    {"said", "node = \"announcement\"; ?85<time = <with 0.1W dist>;> <full> "
             "<if predicted expected_wait = <true|true|true|false>;>"},
    {"menu", "node = \"menu\"; ?85<time = <with 0.1W dist>;> <full> "
             "<choices = { queue = 0.6; hang_up = 0.1; contained = 0.3; };|"
             "choices = { on = 1; }; next = { on = \"<end>\"; };|"
             "choices = { contained = { <each issues half> }; queue = { <each issues half> }; };|"
             "choices = { first = { <each issues one> }; hang_up = { <each issues none> }; }; "
             "next = { first = \"queue\"; };>"},
    {"half", "$ = 0.5; "},
    {"one", "$ = ( <slots certain> ); "},
    {"none", "$ = 0; "},
    {"certain", "1"},
    {"round", "node = \"menu\"; time = <with 0.1W duration>; choices = { <pick nodes> = 0.5; "
              "<queue|contained> = 0.3; hang_up = 0.2; };"},
    {"full", "?30<capacity = <0|1|3>; ?90<when_full = <\"skip\"|\"block\">;>>|?60<capacity = "
             "<1|2>; when_full = \"wait\";>|"
             "?60<cost_per_session = 0.25;>|?90<outages = { <outages> };>"},
    {"outages", "up = <with 0.2L some_dist>; down = <with 0.1L some_dist>;|at = [<within>];"},
    {"provider", "    $ = { <outages> };\n"},
    {"sited",
     "  sites = { here = { remote = false; <if zoned ?50<zone = \"Asia/Manila\";>> ?40<wage_factor "
     "= "
     "<0.5|1|1.5>;> ?40<seat_cost_per_month = <0|300>;> "
     "!40<hours = [<within>]; ?50<ahead = <-0.01|0|0.01>;>> "
     "?25<fails = { <outages> }; ?80<failover = { to = \"home\"; ?70<after = <with 0.05L "
     "dist>;> ?60<share = <0|0.5|0.8>;> };>> };\n"
     "    home = { remote = true; ?70<by_choice = <true|false>;> "
     "?50<providers = \"cable\";> ?30<seat_cost_per_month = 80;> "
     "?30<allowance_per_agent_month = <0|30>;> ?30<equipment_per_agent_month = <0|50>;> }; };\n"
     "  ?80<home = { ?70<treatment = { <effect> };> ?50<selection = { <effect> };> };>\n"},
    {"effect",
     "?60<pace = <0.8|1|1.2>;> ?50<minutes_worked = <0.5|0.9|1|1.1>;> "
     "?40<resolution = <0.5|1|1.2>;> ?30<absence = <0.5|1|2>;> ?10<attrition = <0.5|1>;>"},
    {"needs",
     "site = <\"here\"|\"here\"|\"home\"|\"home\">;|line = { <outages> <line_clock> };|providers = "
     "\"cable\";|providers = \"cable\";|"
     "line = { <outages> <line_clock> }; providers = ( \"cable\" );"},
    {"line_clock", "?40<clock = <\"always\"|\"always\"|\"busy\"|\"idle\">;>"},
    {"cut_off", "?80<then = <\"hold\"|\"hold\"|\"requeue\"|\"requeue_tail\"|\"lost\">;> "
                "?50<work = <\"resume\"|\"restart\">;> "
                "?60<patience = <\"fresh\"|\"remaining\"|\"none\">;> "
                "?40<rejoin = <with 0.1L dist>;>"},
    {"end", "<queue|contained|hang_up>"},
    {"way", "\"<end>\"|( { to = \"<end>\"; when = \"<condition>\"; }, \"<end>\" )|"
            "( { to = \"<end>\"; share = <u 0 0.5>; }, { to = \"<end>\"; when = \"<condition>\"; "
            "share = { <some issues half> }; }, \"<end>\" )"},
    {"condition", "<asked>|<asked>|<asked> and <asked>"},
    {"asked", "waiting <compare> <0|1|4>|longest_wait <more>= <with 0.2W m 0.5 1> s|"
              "agents_free <compare> <0|1>|agents_on_duty(<pick groups>) <compare> <0|1>|"
              "open|not open(<pick all>)|"
              "open<if defined  and waiting(<pick queues>) <less> 3>"},
    {"compare", "<less>|<more>|=|!=|<less>="},
    {"branch_if", "when = \"<condition>\";|share = <share_table>;"},
    {"queue", "    $ = { <takes> ?50<priority = <-5|0|1|2.5>;> "
              "?25<service_level = { <service_level> };> <if slotted ?60<slots = <1|3|8|30>;>> "
              "?40<<able>> <if spilled ?80<<overflow rule>>> };\n"},
    {"rule", "?80<after = <with 0.2W duration>;> ?40<when = \"<condition>\"; ?70<every = "
             "\"<with 0.1W m 0.5 1> s\";>>"},
    {"group",
     "    $ = { <serves> <staffing>\n"
     "      !50<at_once = { <some channels at_once> };> "
     "!25<caseload = <1|2|3|6>;> ?20<speed = { <some channels speed> };> ?20<pace = { "
     "<some issues pace> };> "
     "<unless outside <waged>><if outside <<waged>|<outside>>> "
     "?25<next_turn = <\"oldest\"|\"shortest\"|\"round-robin\">;> "
     "!20<pauses = { <pauses> };> ?10<spare = <0|0.5>;> !20<knowledge = <0|0.5|1.5>;> ?10<where = "
     "<\"remote\"|\"here\">;> <differing> <if connected ?75<<needs>> ?20<cut_off = { "
     "<cut_off> };>> };\n"},
    {"waged", "?30<wage_per_hour = <0|12.5|30>; ?40<overtime_pay = <0|1|1.5>;>>"},
    {"outside", "outsourced = { ?60<price_per_contact = <0|2.5>;> ?80<price_per_minute = 0.75; "
                "?60<guaranteed_minutes_per_month = <0|500|20000>;>> "
                "?80<within = <with 0.1W duration>; ?50<target = 0.7;>> };"},
    {"at_home", "site = <\"here\"|\"home\"|\"home\">; share = <0|0.3|0.5|0.5|1>; "
                "?50<days = ( \"Mon\", \"Wed\", \"Thu\" );>"},
    {"staffing", "<staffed>|<staffed>|<staffed>|<staffed>|<staffed>|<staffed>|<staffed>|<staffed>|"
                 "<staffed>|<shifted>|<shifted>"},
    {"staffed", "staff = <staff_table>; !10<scale = <0.5|1.0|1.5>;> <leaving> <asks> "
                "<if connected ?20<home = { <at_home> };>> "
                "?25<shrinkage = <0.0|0.1|0.35|( <slots shrunk> )>;>"},
    {"shifted", "shifts = ( <one_shift>?60<, <one_shift>> ); ?25<headcount = <1|3>;> "
                "?25<scale = <0.5|1.5>;> ?30<absent = <0|1|\"$ 1\">;> <persons> "
                "<<exact>|<exact>|<leaving><if connected  home = { <at_home> };>>"},
    {"exact", "<leaving>|leaves = \"roster\"; <asks>|leaves = \"roster\"; <asks>"},
    {"asks", "!20<overtime = { when = \"<group_asks>\"; ?70<length = \"<with 0.1L m 0.3 2> s\";> "
             "?40<at_most = <0|1|3>;> ?60<accept = <0.0|0.5|1.0>;> };> "
             "!20<time_off = { when = \"<group_asks>\"; ?70<every = \"<2|7|15> min\";> "
             "?40<at_most = <0|1|3>;> ?60<accept = <0.0|0.5|1.0>;> ?40<pay = <0.0|0.6>;> };> "
             "!35<attrition = { per_year = <0|50|200>; ?50<extra = <0|1|3>; "
             "?50<time = \"<1|10> d\";>> ?50<load = <0|2|5>; ?50<above = <0.0|0.5>;>> };> "
             "!50<hiring = { ?85<delay = <\"0 s\"|\"0 s\"|<with 86400 some_dist>>; ?50<training = "
             "<\"0 s\"|\"1 d\">;> ?80<cost = 1500;>> };>"},
    {"group_asks", "<group_asked>|<group_asked>|<group_asked> and <group_asked>"},
    {"group_asked", "waiting <more>= <0|0|1|3>|longest_wait <more> <with 0.2W m 0.5 1> s|"
                    "agents_free <more>= <0|0|1|2>|not open(<pick all>)|"
                    "waiting <less> 1<if defined  and waiting(<pick queues>) <less> 3>"},
    {"one_shift", "{ people = <1|2|4>; ?25<days = ( \"Mon\", \"Wed\", \"Sat\" );> <shift "
                  "<of_break>> }"},
    {"of_break", "?60<activity = <\"break\"|\"lunch\"|\"meeting\"|\"training\"|\"off\">;> "
                 "?40<paid = <true|false>;>"},
    {"roster_list", "shifts = ( (\"agent\", \"day\", \"start\", \"end\", \"activity\", "
                    "\"paid\")<agent_rows l> ); ?70<agents = ( (\"agent\", \"group\", "
                    "\"skills\"), (\"a1\", \"crew\", \"<pick queues>:0.8\"), (\"a2\", \"crew\") "
                    ");>"},
    {"roster_file",
     "shifts = { file = \"<file who,on,at,till,what,pay 1 2 agent_rows f>\"; "
     "columns = { agent = \"who\"; date = \"on\"; start = \"at\"; end = \"till\"; "
     "activity = \"what\"; paid = \"pay\"; }; activities = { meeting = \"break\"; "
     "}; }; agents = { file = \"<file who,team,can,at,days,kind,months 1 2 two_agents>\"; columns "
     "= { agent = \"who\"; group = \"team\"; skills = \"can\"; site = "
     "\"at\"; home = \"days\"; contract = \"kind\"; tenure = \"months\"; }; };"},
    {"two_agents", "a1,crew,<pick queues>:0.8,here,Mon Tue,full,12\na2,crew,,,all,,"},
    {"differing",
     "!20<differ = { ?70<pace_cv = <0.0|0.2|0.6>;> ?40<kind_cv = <0.0|0.2>;> };> "
     "!20<learning = { extra = <0|0.3|2>; ?50<time = <\"5 h\"|\"3 d\">;> ?70<tenure = "
     "<with 86400 dist>;> };> "
     "!20<fatigue = { ?70<slower = <0.0|0.1|1>;> ?60<errors = <0.0|0.2|3>;> ?30<most = "
     "\"1 h\";> };> "
     "!20<resolution = { <some issues able_to> };>"},
    {"able_to", "$ = <0|0.7|1|1.2>; "},
    {"pauses", "probability = <share>; ?90<length = <with 0.2W dist>;> ?50<when_waiting = "
               "<0|0.1|1|2>;> ?40<again = <true|false>;>"},
    {"shrunk", "<0.0|0.1|0.4>"},
    {"persons", "!50<absence = { share = <0.1|0.4>; ?50<cv_by_day = <0.5|1.0>;> "
                "?50<paid = <true|false>;> };> "
                "!50<adherence = { ?70<late = <with 0.02L dist>;> ?70<early = <with 0.02L dist>;> "
                "?70<long_breaks = <with 0.02L dist>;> };>"},
    {"leaving", "!20<leaves = <\"idle-first\"|\"random\"|\"longest-on-duty\"|\"roster\">;>"},
    {"staff_table", "<heads 0.7 1.3>|<heads 0.7 1.3>|<staff 0.6 1.4>|( <slots staff_one> )|"
                    "( <slots staff_one> )|{ <csv staff_one> }"},
    {"staff_one", "<heads 0.4 1.6>|<heads 0.8 1.2>|<staff 0.2 1.8>|<heads 0.5 1>|0"},
    {"at_once", "$ = <1|2|3|5>; "},
    {"speed", "$ = <<u 0.5 2>|<u 0.5 2>|( <slots u_pace> )>; "},
    {"u_pace", "<u 0.5 2>"},
    {"pace", "$ = <u 0.5 2>; "},
    {NULL, NULL},
};
