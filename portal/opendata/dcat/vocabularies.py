"""Names from others' vocabularies: the EU's authority tables, NUTS, GeoNames, the types of publishers."""

EU = "http://publications.europa.eu/resource/authority"
THEMES = f"{EU}/data-theme"
FREQUENCIES = f"{EU}/frequency"
FILE_TYPES = f"{EU}/file-type"
SWEDISH, ENGLISH = f"{EU}/language/SWE", f"{EU}/language/ENG"
PUBLIC = f"{EU}/access-right/PUBLIC"
STABLE = f"{EU}/planned-availability/STABLE"
SWEDEN = (f"{EU}/country/SWE", "http://sws.geonames.org/2661886/")
PUBLISHERS = "http://purl.org/adms/publishertype"
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
PROFILE = "https://dev.dataportal.se/rest-api-profil"

# NUTS 2021, level 3, by SCB's two-digit code of the län.
NUTS = {
    "01": "SE110", "03": "SE121", "04": "SE122", "05": "SE123", "06": "SE211", "07": "SE212", "08": "SE213",
    "09": "SE214", "10": "SE221", "12": "SE224", "13": "SE231", "14": "SE232", "17": "SE311", "18": "SE124",
    "19": "SE125", "20": "SE312", "21": "SE313", "22": "SE321", "23": "SE322", "24": "SE331", "25": "SE332",
}  # fmt: skip


def nuts(county: str) -> str | None:
    """The EU's address of a län."""
    return f"http://data.europa.eu/nuts/code/{NUTS[county]}" if county in NUTS else None
