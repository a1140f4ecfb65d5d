"""2024 жылғы 3 қаңтар. Django has no formats of Kazakh at all."""

DATE_FORMAT = "Y жылғы j E"
YEAR_MONTH_FORMAT = "Y жылғы E"
DAY_AND_TIME = "Y жылғы j E, H:i"
DATETIME_FORMAT = DAY_AND_TIME
TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
