"""The columns of the tables that the compiled loops read: plain numbers, as machine code knows no names."""

# post (lines, …), in seconds; GROUP is NONE where there is none
START, END, DAY, SITE, KNOWN, NEED, WAVE, GROUP, ASKS, RELIEVED, FIRST_WEEK, LAST_WEEK, COUNT, MINIMUM = range(14)

# agent (agents, …), in seconds; UNIT and CORPS are columns of ``standing``; the last four delimit his own rows of
# absences and wishes
BASE, UNIT, CORPS, OFFERS, WEEK_LIMIT, TOTAL_LIMIT, FIRST_START = range(7)
ABSENCES, ABSENCES_END, WISHES, WISHES_END = range(7, 11)

# day (civil days, …), in seconds
DUTY, AMPLITUDE, GAP, CONTINUOUS = range(4)

# week (civil weeks, …), in seconds
WEEK, WEEKLY_REST, WEEK_START, WEEK_END = range(4)

# weight (lines, …)
BURDEN, PRICE = range(2)

# the first column of ``standing`` (needs, …): how many units stand there; then come the heads of each unit and corps
UNITS = 0

# the first columns of ``known`` (groups, …): faces, and the heads that are free; after them the times of each agent
FACES, FREE, FIRST_AGENT = range(3)

# kinds of partners: on a near need, of a unit on the need, of a unit near it, on a need of its group, anybody
NEAR, BESIDE, UNIT_NEAR, IN_GROUP, ANYBODY = range(5)
PARTNERS = 5

# kinds of windows: the post alone, the rest of its duty, its beginning, the whole of it, some waves, all waves
POST, REST, BEGINNING, WHOLE, SOME, ALL = range(6)
WINDOWS = 6
