"""3 января 2024; a month alone in the nominative: январь 2024."""

DATE_FORMAT = "j E Y"
YEAR_MONTH_FORMAT = "F Y"
DAY_AND_TIME = "j E Y, H:i"
DATETIME_FORMAT = DAY_AND_TIME
