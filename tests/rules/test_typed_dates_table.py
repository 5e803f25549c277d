"""Lines as a personal assistant types them, each with the answer reasoned by hand on Tuesday 1 December 2026, 09:00.

Columns: line | kind | start | end | remainder | rule. A day without its year is in 2026; kinds are written short.
A moment is compared on the wall clock; the offsets have their own tests.
"""

from __future__ import annotations

# ruff: noqa: E501 - a row of the table is one line, however long its rule
from datetime import datetime

import pytest

from desktop_app.rules.typed_dates import read_date

NOW = datetime(2026, 12, 1, 9, 0)
KINDS = {"p": "point", "r": "range", "d": "all_day", "R": "recurring", "a": "ambiguous", "n": "not_a_date"}

DAYS = """
tomorrow | d | 12-02 | 12-02 |
today | d | 12-01 | 12-01 |
yesterday | d | 11-30 | 11-30 |
day after tomorrow | d | 12-03 | 12-03 |
the day after tomorrow at 3 | p | 12-03T15:00 | |
Fri | d | 12-04 | 12-04 |
friday | d | 12-04 | 12-04 |
Wed | d | 12-02 | 12-02 |
Weds 2pm | p | 12-02T14:00 | |
Thur 10am | p | 12-03T10:00 | |
Thurs 10am | p | 12-03T10:00 | |
thu 10 am | p | 12-03T10:00 | |
Mon | d | 12-07 | 12-07 |
on Monday | d | 12-07 | 12-07 |
Sat 11am | p | 12-05T11:00 | |
Sun 4pm | p | 12-06T16:00 | |
Tues | a | | |
Tues 2pm | a | | |
tuesday | a | | |
this Tuesday | d | 12-01 | 12-01 |
this Friday | d | 12-04 | 12-04 |
this Monday | a | | |
next Friday | a | | |
next Monday | d | 12-07 | 12-07 |
next Tuesday | d | 12-08 | 12-08 |
next Sunday | a | | |
last Friday | d | 11-27 | 11-27 |
last Monday | a | | |
last Tuesday | d | 11-24 | 11-24 |
coming Friday | d | 12-04 | 12-04 |
this coming Friday | d | 12-04 | 12-04 |
Friday next week | d | 12-11 | 12-11 |
Friday of next week | d | 12-11 | 12-11 |
next week Wednesday | d | 12-09 | 12-09 |
next week on Wednesday at 2 | p | 12-09T14:00 | |
Friday this week | d | 12-04 | 12-04 |
Monday week | d | 12-14 | 12-14 |
a week on Monday | d | 12-14 | 12-14 |
a week on Monday 3pm | p | 12-14T15:00 | |
week on Monday | d | 12-14 | 12-14 |
two weeks on Friday | d | 12-18 | 12-18 |
2 weeks on Friday | d | 12-18 | 12-18 |
a fortnight on Friday | d | 12-18 | 12-18 |
tomorrow week | d | 12-09 | 12-09 |
a week tomorrow | d | 12-09 | 12-09 |
a week today | d | 12-08 | 12-08 |
today week | d | 12-08 | 12-08 |
fortnight today | d | 12-15 | 12-15 |
a fortnight tomorrow | d | 12-16 | 12-16 |
in a fortnight | d | 12-15 | 12-15 |
in 3 weeks | d | 12-22 | 12-22 |
in three weeks | d | 12-22 | 12-22 |
in 3 weeks' time | d | 12-22 | 12-22 |
three weeks today | d | 12-22 | 12-22 |
3 weeks from today | d | 12-22 | 12-22 |
in 10 days | d | 12-11 | 12-11 |
10 days from now | d | 12-11 | 12-11 |
in a month | d | 2027-01-01 | 2027-01-01 |
in 6 months | d | 2027-06-01 | 2027-06-01 |
in a year | d | 2027-12-01 | 2027-12-01 |
3 days ago | d | 11-28 | 11-28 |
a week ago | d | 11-24 | 11-24 |
2 weeks from Friday | d | 12-18 | 12-18 |
Tuesday week | a | | |
within 10 working days | d | 12-15 | 12-15 |
in 10 working days | d | 12-15 | 12-15 |
10 working days from today | d | 12-15 | 12-15 |
15 wd | d | 12-22 | 12-22 |
15wd | d | 12-22 | 12-22 |
20 working days from 7 Dec | d | 2027-01-07 | 2027-01-07 |
15 working days from 14 Dec | d | 2027-01-07 | 2027-01-07 |
2 weeks before 18 Dec | d | 12-04 | 12-04 |
10 Dec + 3 months | d | 2027-03-10 | 2027-03-10 |
31 Dec + 2 months | d | 2027-02-28 | 2027-02-28 |
30 Nov 2026 + 3 months | d | 2027-02-28 | 2027-02-28 |
14 Dec + 15 wd | d | 2027-01-07 | 2027-01-07 |
Christmas Eve | d | 12-24 | 12-24 |
Christmas Day | d | 12-25 | 12-25 |
xmas eve 2pm | p | 12-24T14:00 | |
Boxing Day | d | 12-26 | 12-26 |
Good Friday | d | 2027-03-26 | 2027-03-26 |
Good Friday 2028 | d | 2028-04-14 | 2028-04-14 |
Easter Monday | d | 2027-03-29 | 2027-03-29 |
New Year's Day | d | 2027-01-01 | 2027-01-01 |
New Year's Eve 3pm | p | 12-31T15:00 | |
New Years Eve | d | 12-31 | 12-31 |
bank holiday Monday | d | 12-28 | 12-28 |
Shrove Tuesday | d | 2027-02-09 | 2027-02-09 |
first Thursday of next month | d | 2027-01-07 | 2027-01-07 |
last Friday of March | d | 2027-03-26 | 2027-03-26 |
last Friday of the month | d | 12-25 | 12-25 |
second Tuesday in January 2pm | p | 2027-01-12T14:00 | |
2nd Tuesday of January | d | 2027-01-12 | 2027-01-12 |
fifth Tuesday of January | a | | |
end of the month | d | 12-31 | 12-31 |
by the end of the month | d | 12-31 | 12-31 |
end of next month | d | 2027-01-31 | 2027-01-31 |
end of March | d | 2027-03-31 | 2027-03-31 |
end of Feb | d | 2027-02-28 | 2027-02-28 |
start of next month | d | 2027-01-01 | 2027-01-01 |
end of the week | a | | |
last working day of the month | d | 12-31 | 12-31 |
"""

DATES = """
3 Dec | d | 12-03 | 12-03 |
3rd Dec | d | 12-03 | 12-03 |
3rd of December | d | 12-03 | 12-03 |
the 3rd of December | d | 12-03 | 12-03 |
Dec 3rd | d | 12-03 | 12-03 |
December 3 | d | 12-03 | 12-03 |
Dec 3, 2026 | d | 12-03 | 12-03 |
3 December 2026 | d | 12-03 | 12-03 |
3 Dec 26 | d | 12-03 | 12-03 |
3 Dec '26 | d | 12-03 | 12-03 |
3-Dec-26 | d | 12-03 | 12-03 |
3Dec | d | 12-03 | 12-03 |
8/12/26 | d | 12-08 | 12-08 |
08/12/2026 | d | 12-08 | 12-08 |
8.12.2026 | d | 12-08 | 12-08 |
8-12-26 | d | 12-08 | 12-08 |
08.12.26 | d | 12-08 | 12-08 |
2026-12-08 | d | 12-08 | 12-08 |
8/12 | d | 12-08 | 12-08 |
12/3/26 | d | 03-12 | 03-12 |
12/3/27 | d | 2027-03-12 | 2027-03-12 |
12/13/26 | a | | |
31/6/27 | a | | |
30 Feb | a | | |
31 April | a | | |
29 Feb | a | | |
29 Feb 2028 | d | 2028-02-29 | 2028-02-29 |
29/2/27 | a | | |
28 Feb | d | 2027-02-28 | 2027-02-28 |
30 Nov | a | | |
20 Nov | a | | |
20/11 | a | | |
20/11/26 | d | 11-20 | 11-20 |
3 Jan | d | 2027-01-03 | 2027-01-03 |
14 July | d | 2027-07-14 | 2027-07-14 |
1 Dec | d | 12-01 | 12-01 |
Tue 8 Dec | d | 12-08 | 12-08 |
Tuesday 8th December | d | 12-08 | 12-08 |
Tuesday the 8th of December | d | 12-08 | 12-08 |
Tue 8th | d | 12-08 | 12-08 |
Tues 8/12 | d | 12-08 | 12-08 |
Tue, 8 Dec | d | 12-08 | 12-08 |
8 Dec (Tue) | d | 12-08 | 12-08 |
8/12/26 Tue | d | 12-08 | 12-08 |
Wed 8 Dec | a | | |
Wednesday 8/12/26 | a | | |
Thursday 14th | a | | |
Mon 14th | d | 12-14 | 12-14 |
the 14th | d | 12-14 | 12-14 |
on the 14th at 2 | p | 12-14T14:00 | |
by the 14th | d | 12-14 | 12-14 |
the 1st | a | | |
the 3rd of next month | d | 2027-01-03 | 2027-01-03 |
the 28th | a | | |
3 May | d | 2027-05-03 | 2027-05-03 |
May 14th | d | 2027-05-14 | 2027-05-14 |
14 March 10.30 | p | 2027-03-14T10:30 | |
7-11 Dec | r | 12-07 | 12-11 |
7th to 11th December | r | 12-07 | 12-11 |
7th-11th Dec 2026 | r | 12-07 | 12-11 |
30 Nov - 4 Dec 2026 | a | | |
28 Dec - 3 Jan | r | 12-28 | 2027-01-03 |
28 Dec to 3 Jan | r | 12-28 | 2027-01-03 |
7/12/26 - 11/12/26 | r | 12-07 | 12-11 |
from 7 Dec to 11 Dec | r | 12-07 | 12-11 |
between 7 and 11 Dec | r | 12-07 | 12-11 |
Mon-Wed | r | 12-07 | 12-09 |
Mon to Wed | r | 12-07 | 12-09 |
Wed-Fri | r | 12-02 | 12-04 |
Fri-Mon | r | 12-04 | 12-07 |
leave 7 Dec for 5 days | r | 12-07 | 12-11 | leave
7 Dec for a week | r | 12-07 | 12-13 |
w/c 7 Dec | r | 12-07 | 12-13 |
week commencing 7 December | r | 12-07 | 12-13 |
week beginning 7th Dec | r | 12-07 | 12-13 |
w/b 7/12 | r | 12-07 | 12-13 |
w/c Monday 7 Dec | r | 12-07 | 12-13 |
w/c the 7th | r | 12-07 | 12-13 |
wc 7/12/26 | r | 12-07 | 12-13 |
w/c 8 Dec | a | | |
week ending 11 Dec | r | 12-07 | 12-11 |
w/e 13 Dec | r | 12-07 | 12-13 |
next week | r | 12-07 | 12-13 |
this week | r | 11-30 | 12-06 |
last week | r | 11-23 | 11-29 |
next month | r | 2027-01-01 | 2027-01-31 |
this weekend | r | 12-05 | 12-06 |
next weekend | a | | |
in March | r | 2027-03-01 | 2027-03-31 |
March 2027 | r | 2027-03-01 | 2027-03-31 |
"""

TIMES = """
2pm | p | 12-01T14:00 | |
at 2 | p | 12-01T14:00 | |
2.30pm | p | 12-01T14:30 | |
14:00 | p | 12-01T14:00 | |
14.30 | p | 12-01T14:30 | |
14:30hrs | p | 12-01T14:30 | |
1400hrs | p | 12-01T14:00 | |
at 1400 | p | 12-01T14:00 | |
Wed 1400 | p | 12-02T14:00 | |
2 o'clock | p | 12-01T14:00 | |
two o'clock tomorrow | p | 12-02T14:00 | |
2:30 p.m. tomorrow | p | 12-02T14:30 | |
half 4 | p | 12-01T16:30 | |
half 4 tomorrow | p | 12-02T16:30 | |
half past 4 | p | 12-01T16:30 | |
half past two | p | 12-01T14:30 | |
half-past two | p | 12-01T14:30 | |
half past 9 tomorrow | p | 12-02T09:30 | |
half 12 | p | 12-01T12:30 | |
half 8 tomorrow | a | | |
quarter past 3 | p | 12-01T15:15 | |
quarter to 4 | p | 12-01T15:45 | |
quarter to 1 | p | 12-01T12:45 | |
quarter to 12 tomorrow | p | 12-02T11:45 | |
20 to 5 | p | 12-01T16:40 | |
twenty to five | p | 12-01T16:40 | |
10 past 3 | p | 12-01T15:10 | |
ten past three | p | 12-01T15:10 | |
10 to 4 | a | | |
at 10 to 4 | p | 12-01T15:50 | |
from 10 to 4 tomorrow | r | 12-02T10:00 | 12-02T16:00 |
noon | p | 12-01T12:00 | |
midday tomorrow | p | 12-02T12:00 | |
12 noon Friday | p | 12-04T12:00 | |
midnight | p | 12-02T00:00 | |
midnight Friday | a | | |
12pm Fri | p | 12-04T12:00 | |
12am Fri | a | | |
at 7 | a | | |
7 tomorrow morning | p | 12-02T07:00 | |
tomorrow morning at 8 | p | 12-02T08:00 | |
8am tomorrow | p | 12-02T08:00 | |
at 8 in the morning tomorrow | p | 12-02T08:00 | |
tomorrow evening at 7 | p | 12-02T19:00 | |
tonight at 8 | p | 12-01T20:00 | |
tonight 7.30 | p | 12-01T19:30 | |
Fri 8:30 | a | | |
Fri 08:30 | p | 12-04T08:30 | |
Fri 7pm | p | 12-04T19:00 | |
Fri at 9 | p | 12-04T09:00 | |
Fri at 12 | p | 12-04T12:00 | |
Fri at 6 | p | 12-04T18:00 | |
Fri at 11 | p | 12-04T11:00 | |
Fri 9:15 | p | 12-04T09:15 | |
Fri 3.15 | p | 12-04T15:15 | |
8am | a | | |
at 9 | a | | |
9.30 | p | 12-01T09:30 | |
2-4pm | r | 12-01T14:00 | 12-01T16:00 |
2pm-4pm Fri | r | 12-04T14:00 | 12-04T16:00 |
Fri 2-4 | r | 12-04T14:00 | 12-04T16:00 |
Fri 10-12 | r | 12-04T10:00 | 12-04T12:00 |
Fri 10-12.30 | r | 12-04T10:00 | 12-04T12:30 |
Fri 11-1 | r | 12-04T11:00 | 12-04T13:00 |
Fri 11-1pm | r | 12-04T11:00 | 12-04T13:00 |
Fri 9-5 | r | 12-04T09:00 | 12-04T17:00 |
Fri 7-9pm | r | 12-04T19:00 | 12-04T21:00 |
Fri 7-9 | a | | |
Fri 8-4 | r | 12-04T08:00 | 12-04T16:00 |
Fri 10am to 2 | r | 12-04T10:00 | 12-04T14:00 |
Fri 14:00-15:30 | r | 12-04T14:00 | 12-04T15:30 |
Fri 1400-1530 | r | 12-04T14:00 | 12-04T15:30 |
Fri 10pm-6am | r | 12-04T22:00 | 12-05T06:00 |
Fri 4pm-2pm | a | | |
between 2 and 4 | r | 12-01T14:00 | 12-01T16:00 |
between 2 and 4 on Friday | r | 12-04T14:00 | 12-04T16:00 |
from 9 till 12 on Friday | r | 12-04T09:00 | 12-04T12:00 |
Friday from 9 until noon | r | 12-04T09:00 | 12-04T12:00 |
Fri half 2 to half 3 | r | 12-04T14:30 | 12-04T15:30 |
Fri 2pm for an hour | r | 12-04T14:00 | 12-04T15:00 |
Fri 2pm 1h | r | 12-04T14:00 | 12-04T15:00 |
Fri 2pm 1hr | r | 12-04T14:00 | 12-04T15:00 |
Fri 2pm 90 mins | r | 12-04T14:00 | 12-04T15:30 |
Fri 2pm 1.5 hours | r | 12-04T14:00 | 12-04T15:30 |
Fri 2pm for an hour and a half | r | 12-04T14:00 | 12-04T15:30 |
Fri 2pm for half an hour | r | 12-04T14:00 | 12-04T14:30 |
Fri 2pm 45m | r | 12-04T14:00 | 12-04T14:45 |
Fri 2pm 1h30 | r | 12-04T14:00 | 12-04T15:30 |
Fri 2pm 1 hr 15 mins | r | 12-04T14:00 | 12-04T15:15 |
in 2 hours | p | 12-01T11:00 | |
in an hour | p | 12-01T10:00 | |
in half an hour | p | 12-01T09:30 | |
in 20 mins | p | 12-01T09:20 | |
within the hour | n | | |
within 72 hours | p | 12-04T09:00 | |
72 hours from now | p | 12-04T09:00 | |
in 72 hours | p | 12-04T09:00 | |
within 24hrs | p | 12-02T09:00 | |
this afternoon | r | 12-01T12:00 | 12-01T17:00 |
this morning | r | 12-01T09:00 | 12-01T12:00 |
tonight | r | 12-01T18:00 | 12-01T23:59 |
tomorrow morning | r | 12-02T09:00 | 12-02T12:00 |
Fri am | r | 12-04T09:00 | 12-04T12:00 |
Fri pm | r | 12-04T12:00 | 12-04T17:00 |
Friday afternoon | r | 12-04T12:00 | 12-04T17:00 |
first thing tomorrow | p | 12-02T09:00 | |
tomorrow first thing | p | 12-02T09:00 | |
by Friday | d | 12-04 | 12-04 |
by close of play Friday | p | 12-04T17:00 | |
by noon | p | 12-01T12:00 | |
before noon | p | 12-01T12:00 | |
no later than Fri 4pm | p | 12-04T16:00 | |
by 4pm Friday | p | 12-04T16:00 | |
after 4pm | p | 12-01T16:00 | |
Friday all day | d | 12-04 | 12-04 |
all day Friday | d | 12-04 | 12-04 |
this time next week | p | 12-08T09:00 | |
this time tomorrow | p | 12-02T09:00 | |
Fri 4pm to Mon 9am | r | 12-04T16:00 | 12-07T09:00 |
4pm Fri - 9am Mon | r | 12-04T16:00 | 12-07T09:00 |
Fri 4 | a | | |
Fri 2pm and Mon 3pm | a | | |
Tue 8 Dec or Wed 9 Dec | a | | |
Mon, Wed and Fri | a | | |
move from Wed to Fri | a | | |
not Friday | a | | |
any day but Friday | a | | |
next week 2pm | a | | |
Mon-Wed 2pm | a | | |
before Friday | a | | |
after Christmas Day | a | | |
tomorrow (Wed) 2pm | p | 12-02T14:00 | |
tomorrow Friday | a | | |
"""

SPELLING = """
tomorow 2pm | p | 12-02T14:00 | |
tommorow at 2 | p | 12-02T14:00 | |
tmrw 10am | p | 12-02T10:00 | |
wendesday 2pm | p | 12-02T14:00 | |
wensday 2pm | p | 12-02T14:00 | |
wedensday 2pm | p | 12-02T14:00 | |
thrusday 2pm | p | 12-03T14:00 | |
firday 2pm | p | 12-04T14:00 | |
satuday 11am | p | 12-05T11:00 | |
moday 11am | p | 12-07T11:00 | |
3 febuary | d | 2027-02-03 | 2027-02-03 |
3 Janurary | d | 2027-01-03 | 2027-01-03 |
12 Decemeber | d | 12-12 | 12-12 |
fornight today | d | 12-15 | 12-15 |
in a fortnite | d | 12-15 | 12-15 |
nxt Monday | d | 12-07 | 12-07 |
quater to 4 | p | 12-01T15:45 | |
"""

LINES = """
CIN visit Kowalska Fri 2pm 1h at school | r | 12-04T14:00 | 12-04T15:00 | CIN visit Kowalska at school
Ring Mr Pugh about Leo Fri | d | 12-04 | 12-04 | Ring Mr Pugh about Leo
Ring Mr Pugh about attendance, Fri 2pm | p | 12-04T14:00 | | Ring Mr Pugh about attendance
Core group Osei w/c 7 Dec | r | 12-07 | 12-13 | Core group Osei
ICPC Begum 14/12 10am | p | 12-14T10:00 | | ICPC Begum
Strategy meeting tomorrow at half 9 at the civic | p | 12-02T09:30 | | Strategy meeting at the civic
Chase GP letter by Friday | d | 12-04 | 12-04 | Chase GP letter
Send CP report to chair by noon on Thursday | p | 12-03T12:00 | | Send CP report to chair
LAC review Thursday 10 December 1.30pm for 2 hours at Hollow Lane | r | 12-10T13:30 | 12-10T15:30 | LAC review at Hollow Lane
Taxi for Amina tomorrow 08:15 | p | 12-02T08:15 | | Taxi for Amina
Supervision Fri 9.30-11 room 4 | r | 12-04T09:30 | 12-04T11:00 | Supervision room 4
Contact 3.30-5pm Thursday at the centre | r | 12-03T15:30 | 12-03T17:00 | Contact at the centre
Return interview Jayden within 72 hours | p | 12-04T09:00 | | Return interview Jayden
Ring back at 4 | p | 12-01T16:00 | | Ring back
Call Nan after 3 tomorrow | p | 12-02T15:00 | | Call Nan
PEP Kai 11th Jan 2pm | p | 2027-01-11T14:00 | | PEP Kai
Dental check Kai 5 Jan | d | 2027-01-05 | 2027-01-05 | Dental check Kai
Legal planning mtg Thurs 3 Dec 2-3pm Teams | r | 12-03T14:00 | 12-03T15:00 | Legal planning mtg Teams
Home visit Flat 12/3 Mill Lane Fri 2pm | p | 12-04T14:00 | | Home visit Flat 12/3 Mill Lane
Ring April on Friday | d | 12-04 | 12-04 | Ring April
Meet May Fri 3pm | p | 12-04T15:00 | | Meet May
Ring Jan 3pm | p | 12-01T15:00 | | Ring Jan
March family CIN visit Fri 10am | p | 12-04T10:00 | | March family CIN visit
June Adeyemi to call back by 4pm | p | 12-01T16:00 | | June Adeyemi to call back
Mr August rang, wants visit Mon 7 Dec 11am | p | 12-07T11:00 | | Mr August rang, wants visit
Two workers to visit Fri 10am | p | 12-04T10:00 | | Two workers to visit
Bus 12 to contact Fri 3pm | p | 12-04T15:00 | | Bus 12 to contact
Case 20413 review Fri | d | 12-04 | 12-04 | Case 20413 review
Ring 07700 900123 tomorrow | d | 12-02 | 12-02 | Ring 07700 900123
Year 7 meeting Fri 9am | p | 12-04T09:00 | | Year 7 meeting
2nd core group Fri 10am | p | 12-04T10:00 | | 2nd core group
1st LAC review 18 Dec | d | 12-18 | 12-18 | 1st LAC review
13th birthday card by Fri | d | 12-04 | 12-04 | 13th birthday card
Visit 3 Larch Close Fri 2pm | p | 12-04T14:00 | | Visit 3 Larch Close
Visit at 4 Larch Close Fri 2pm | p | 12-04T14:00 | | Visit at 4 Larch Close
Buy phone £20 by Fri | d | 12-04 | 12-04 | Buy phone £20
s47 visit tomorrow 10am | p | 12-02T10:00 | | s47 visit
Section 20 signing Fri noon | p | 12-04T12:00 | | Section 20 signing
Book room 14 for Fri 2pm | p | 12-04T14:00 | | Book room 14
"""

NONE = """
| n | | |
flat 12/3 | n | | |
door 4/5 | n | | |
bus 12 | n | | |
case 12/26 | n | | |
score 3-1 | n | | |
won 3-1 | n | | |
ratio 1:3 | n | | |
2:1 support | n | | |
dose 10/5 | n | | |
10/5mg | n | | |
BP 120/80 | n | | |
07700 900123 | n | | |
01632 960123 | n | | |
+44 7700 900123 | n | | |
Mark 7 | n | | |
v2.1 | n | | |
version 2.10.3 | n | | |
£3.50 | n | | |
£14.30 | n | | |
aged 12 | n | | |
12 yo | n | | |
Year 7 | n | | |
Y7 | n | | |
2025/26 | n | | |
school year 2026/27 | n | | |
24/7 | n | | |
open 24/7 | n | | |
50/50 | n | | |
8 | n | | |
12 | n | | |
1400 | n | | |
2026 | n | | |
14 | n | | |
May | n | | |
April | n | | |
Ring May | n | | |
June's mum | n | | |
Jan to ring | n | | |
March family | n | | |
Mr Friday | n | | |
Mrs Sunday | n | | |
Sunday school | n | | |
half term | n | | |
end of term | n | | |
asap | n | | |
ongoing | n | | |
second opinion | n | | |
first child | n | | |
third visit | n | | |
mum sat with him | n | | |
sat down | n | | |
sun cream | n | | |
she may attend | n | | |
only 2 may attend | n | | |
one to one | n | | |
1 to 1 | n | | |
1-1 | n | | |
1:1 | n | | |
3 children | n | | |
2 hours | n | | |
for an hour | n | | |
4-6 weeks | n | | |
2-3 visits | n | | |
pages 10-12 | n | | |
Section 47 | n | | |
s.20 | n | | |
KS2 | n | | |
3/4 of visits | n | | |
1/2 day | n | | |
20% | n | | |
WX3 4DF | n | | |
12 Mill Lane | n | | |
at 12 Mill Lane | n | | |
no. 7 | n | | |
mourning | n | | |
Mrs Mondal | n | | |
Augusta | n | | |
good morning | n | | |
I am here | n | | |
fridge broken | n | | |
monthly allowance letter | n | | |
second hand cot | n | | |
day centre | n | | |
weekend carer | n | | |
Christmas hamper | n | | |
the 2nd core group | n | | |
14th floor | n | | |
18th birthday | n | | |
"""

AGAIN = """
every Thursday at 4 | R | 12-03T16:00 | | | FREQ=WEEKLY;BYDAY=TH
every Tuesday at 4 | a | | |
every other Friday | R | 12-04 | 12-04 | | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
every second Friday | a | | |
alternate Fridays | R | 12-04 | 12-04 | | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
fortnightly on Thursdays | R | 12-03 | 12-03 | | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH
fortnightly Thursday 2pm | R | 12-03T14:00 | | | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH
every two weeks on Friday | R | 12-04 | 12-04 | | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
every 6 weeks | a | | |
every 6 weeks from 7 Dec | R | 12-07 | 12-07 | | FREQ=WEEKLY;INTERVAL=6
6-weekly from 7 Dec | R | 12-07 | 12-07 | | FREQ=WEEKLY;INTERVAL=6
every 6 weeks on Friday | R | 12-04 | 12-04 | | FREQ=WEEKLY;INTERVAL=6;BYDAY=FR
first Monday of every month | R | 12-07 | 12-07 | | FREQ=MONTHLY;BYDAY=1MO
last Friday of each month 2pm | R | 12-25T14:00 | | | FREQ=MONTHLY;BYDAY=-1FR
every first Monday of the month | R | 12-07 | 12-07 | | FREQ=MONTHLY;BYDAY=1MO
the 14th of every month | R | 12-14 | 12-14 | | FREQ=MONTHLY;BYMONTHDAY=14
every month on the 14th | R | 12-14 | 12-14 | | FREQ=MONTHLY;BYMONTHDAY=14
weekdays at 10 | R | 12-01T10:00 | | | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
every weekday at 8am | R | 12-02T08:00 | | | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
daily at 8am | R | 12-02T08:00 | | | FREQ=DAILY
every day at 10 | R | 12-01T10:00 | | | FREQ=DAILY
Wednesdays and Fridays 3.30-5pm | R | 12-02T15:30 | 12-02T17:00 | | FREQ=WEEKLY;BYDAY=WE,FR
every Mon, Wed and Fri at 4 | R | 12-02T16:00 | | | FREQ=WEEKLY;BYDAY=MO,WE,FR
Contact every Sat 10-12 until 27 Feb | R | 12-05T10:00 | 12-05T12:00 | Contact | FREQ=WEEKLY;BYDAY=SA;UNTIL=20270227T235900Z
Core group every Thurs for 6 weeks | R | 12-03 | 12-03 | Core group | FREQ=WEEKLY;BYDAY=TH;COUNT=6
every Friday from 8 Jan | R | 2027-01-08 | 2027-01-08 | | FREQ=WEEKLY;BYDAY=FR
every year on 3 March | R | 2027-03-03 | 2027-03-03 | | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3
every Friday morning | R | 12-04T09:00 | 12-04T12:00 | | FREQ=WEEKLY;BYDAY=FR
weekly | a | | |
every Friday at 7 | a | | |
weekly report due Fri | a | | |
the 31st of every month | a | | |
every effort | n | | |
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    rows = []
    for line in table.strip("\n").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        rows.append(tuple((cells + [""] * 6)[:6]))
    return rows


def _full(day: str) -> str | None:
    return None if not day else day if day.startswith("20") else f"2026-{day}"


ROWS = [row for table in (DAYS, DATES, TIMES, SPELLING, LINES, NONE, AGAIN) for row in _rows(table)]


def test_the_table_is_long_enough_to_mean_something():
    assert len(ROWS) >= 250
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0] or "nothing")
def test_a_typed_line(row: tuple[str, ...]):
    line, kind, start, end, remainder, rule = row
    reading = read_date(line, NOW)
    assert reading.kind == KINDS[kind], reading
    assert (reading.start and reading.start[:16], reading.end and reading.end[:16]) == (_full(start), _full(end)), (
        reading
    )
    if kind == "n":
        assert reading.remainder == line
    elif kind == "a":
        assert reading.ask.endswith("?"), reading
        assert reading.said_back == ""
    else:
        assert reading.remainder == remainder
        assert reading.said_back
    assert (reading.rule or "") == rule
