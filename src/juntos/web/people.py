"""What a person is called on every page: what they are in the household, and their sex."""

SEXES = {"f": "Mujer", "m": "Varón"}
KINSHIPS = {
    "titular": "Titular",
    "partner": "Cónyuge o pareja",
    "child": "Hija o hijo",
    "grandchild": "Nieta o nieto",
    "grandparent": "Abuela o abuelo",
    "other": "Otro familiar",
}
