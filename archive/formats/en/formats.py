"""3 January 2024."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DAY_AND_TIME = "j F Y, H:i"
