# ruff: noqa: E501  (a summary stays on its line)
"""Summaries whose answers were written down before they were first read, in the form of `wordings`.

Prose in four languages, refusals, bounds of every kind, and the eight categories in the shapes that models send.
"""

from __future__ import annotations

from typing import Any

from tests.unit.constraints.wordings import ANY

NOTHING = "not available"
EIGHT = dict.fromkeys(
    (
        "product_characteristics",
        "lowest_price",
        "highest_price",
        "brand_preference",
        "product_specifications",
        "user_reviews_and_testimonials",
        "comparisons",
        "promotions",
    ),
    NOTHING,
)

_ENGLISH: list[tuple[Any, Any, Any, Any, Any, Any]] = [
    ("The shopper looked at several bright green dresses from Tolwick priced between £18 and £144.", 18, 144, "GBP", ["green"], ["tolwick"]),
    ("The user browsed red and blue sneakers, but not white ones, under $50.", None, 50, "USD", ["red", "blue"], []),
    ("She wants a sofa, not red and not brown; anything else is fine. At most 900 euros.", None, 900, "EUR", [], []),
    ("Looking at condos between 1.2M and 1.5M dollars.", 1_200_000, 1_500_000, "USD", [], []),
    ("Houses between 1.2M and 1.5M, no brand preference.", 1_200_000, 1_500_000, None, [], []),
    ("The shopper wants something around £30.", 30, 30, "GBP", [], []),
    ("Laptops up to ₹1,20,000 from Zenvora.", None, 120_000, "INR", [], ["zenvora"]),
    ("Dresses, 18-144 dollars, mostly green.", 18, 144, "USD", ["green"], []),
    ("Handbags between €400 and €1.200; the shopper prefers Dolce & Gabbana.", 400, 1200, "EUR", [], ["dolce & gabbana"]),
    ("Gaming laptops from $1.5K to $2K.", 1500, 2000, "USD", [], []),
    ("Not over $75 and not less than $20.", 20, 75, "USD", [], []),
    ("Lamps over 100 but under 250 pounds.", 100, 250, "GBP", [], []),
    ("$1.4M-$1.9M condos in the city.", 1_400_000, 1_900_000, "USD", [], []),
    ("Red, green and blue jackets were seen, but mostly green; $40 to $90.", 40, 90, "USD", ["green"], []),
    ("Any colour but black, up to £60.", None, 60, "GBP", [], []),
    ("A budget of 1.5 lakh rupees for a camera.", None, 150_000, "INR", [], []),
    ("Prices ranging from 25 to 60 (EUR).", 25, 60, "EUR", [], []),
    ("Dresses at £20 and £25, with a two for £30 offer.", 20, 25, "GBP", [], []),
    ("The coat was £80 and is now £55.", 55, 55, "GBP", [], []),
    ("Shirts at $35-$60. Save $20 on orders over $100.", 35, 60, "USD", [], []),
    ("At least 30 percent off everything in the summer sale.", None, None, None, [], []),
    ("Between $1,200 and $1.5k for a fridge.", 1200, 1500, "USD", [], []),
    ("Prefers M&S and H&M for black trousers below £45.", None, 45, "GBP", ["black"], ["m&s", "h&m"]),
    ("Watches from CHF 1'250.50 to CHF 2'000.", 1250.5, 2000, "CHF", [], []),
    ("Chairs from SEK 1 299 to SEK 2 499.", 1299, 2499, "SEK", [], []),
    ("Kimonos at ¥3,000 – ¥12,000.", 3000, 12000, "JPY", [], []),
    ("No more than £80 and nothing in white or beige.", None, 80, "GBP", [], []),
    ("The customer dislikes yellow and is interested in purple curtains for less than 70 USD.", None, 70, "USD", ["purple"], []),
    ("Everything costs $20 or less.", None, 20, "USD", [], []),
    ("Upwards of £200, preferably navy or burgundy.", 200, None, "GBP", ["blue", "red"], []),
]  # fmt: skip

_GERMAN: list[tuple[Any, Any, Any, Any, Any, Any]] = [
    ("Der Kunde sucht blaue Laufschuhe zwischen 40 und 90 Euro, keine bestimmte Marke.", 40, 90, "EUR", ["blue"], []),
    ("Kleider unter 50 €, nicht rot, am liebsten schwarz.", None, 50, "EUR", ["black"], []),
    ("Sofas ab 300 € bis 1.200 €, Marke: Lindqvist", 300, 1200, "EUR", [], ["lindqvist"]),
    ("Höchstens 80 Euro, mindestens 30 Euro für eine Lampe.", 30, 80, "EUR", [], []),
    ("Die Kundin möchte nicht mehr als 120 € ausgeben und bevorzugt grüne Kleider.", None, 120, "EUR", ["green"], []),
    ("Jacken für weniger als 99,90 €, alles außer Gelb.", None, 99.9, "EUR", [], []),
    ("Niedrigster Preis: 18,00 €\nHöchster Preis: 144,00 €\nMarkenpräferenz: keine", 18, 144, "EUR", [], []),
    ({**EIGHT, "lowest_price": "ab 19,99 €", "highest_price": "bis zu 149,00 €", "brand_preference": "keine klare Präferenz", "product_characteristics": "grüne Kleider, keine schwarzen"}, 19.99, 149, "EUR", ["green"], []),
    ({**EIGHT, **dict.fromkeys(("lowest_price", "highest_price", "brand_preference"), "nicht verfügbar"), "product_characteristics": "nicht verfügbar"}, None, None, None, [], []),
    ({**EIGHT, "lowest_price": "k. A.", "highest_price": "keine Angabe", "brand_preference": "Der Kunde bevorzugt Tidewell und Solvane"}, None, None, None, [], ["tidewell", "solvane"]),
]  # fmt: skip

_FRENCH: list[tuple[Any, Any, Any, Any, Any, Any]] = [
    ("La cliente cherche des robes vertes entre 20 et 60 euros, sans préférence de marque.", 20, 60, "EUR", ["green"], []),
    ("Chaussures noires à moins de 80 €, pas de rouge.", None, 80, "EUR", ["black"], []),
    ("Canapés à partir de 1 200 € jusqu'à 2 500 €.", 1200, 2500, "EUR", [], []),
    ("Au maximum 45 € pour une lampe blanche, au minimum 15 €.", 15, 45, "EUR", ["white"], []),
    ("Pas plus de 70 euros; la cliente préfère la marque Vairel.", None, 70, "EUR", [], ["vairel"]),
    ("Prix le plus bas : 18,00 €\nPrix le plus élevé : 144,00 €\nMarque préférée : aucune", 18, 144, "EUR", [], []),
    ({**EIGHT, "lowest_price": "à partir de 12,50 €", "highest_price": "moins de 90 €", "brand_preference": "aucune préférence claire", "product_characteristics": "robes bleues, pas de noir"}, 12.5, 90, "EUR", ["blue"], []),
    ({**EIGHT, "lowest_price": "non disponible", "highest_price": "non disponible", "brand_preference": "non disponible"}, None, None, None, [], []),
    ({**EIGHT, "brand_preference": "La cliente préfère Vairel et Solvane"}, None, None, None, [], ["vairel", "solvane"]),
]  # fmt: skip

_SPANISH: list[tuple[Any, Any, Any, Any, Any, Any]] = [
    ("El cliente busca vestidos rojos entre 20 y 45 euros, sin preferencia de marca.", 20, 45, "EUR", ["red"], []),
    ("Zapatos negros por menos de 60 €, no blancos.", None, 60, "EUR", ["black"], []),
    ("Bolsos desde 15,50 € hasta 99,90 €.", 15.5, 99.9, "EUR", [], []),
    ("Como máximo 200 euros y como mínimo 50 euros; prefiere el color verde.", 50, 200, "EUR", ["green"], []),
    ("No más de 35 €, nada de amarillo.", None, 35, "EUR", [], []),
    ("Precio más bajo: 18,00 €\nPrecio más alto: 144,00 €\nMarca preferida: ninguna", 18, 144, "EUR", [], []),
    ({**EIGHT, "lowest_price": "desde 12,50 €", "highest_price": "hasta 90 €", "brand_preference": "ninguna preferencia clara", "product_characteristics": "vestidos azules, no negros"}, 12.5, 90, "EUR", ["blue"], []),
    ({**EIGHT, "lowest_price": "no disponible", "highest_price": "no disponible", "brand_preference": "no disponible"}, None, None, None, [], []),
    ({**EIGHT, "brand_preference": "El cliente prefiere Solvane y Quillmark"}, None, None, None, [], ["solvane", "quillmark"]),
]  # fmt: skip

_SHAPES: list[tuple[Any, Any, Any, Any, Any, Any]] = [
    ({**EIGHT, "lowest_price": "£144", "highest_price": "£18"}, 18, 144, "GBP", [], []),
    ({**EIGHT, "brand_preference": "H&M and Marks & Spencer"}, None, None, None, [], ["h&m", "marks & spencer"]),
    ({**EIGHT, "brand_preference": "Levi's, Ray-Ban and L'Oréal"}, None, None, None, [], ["levi's", "ray-ban", "l'oréal"]),
    ({**EIGHT, "brand_preference": "no clear preference, although Nike appeared twice"}, None, None, None, [], []),
    ({**EIGHT, "brand_preference": "Johnson & Johnson; Procter & Gamble"}, None, None, None, [], ["johnson & johnson", "procter & gamble"]),
    ({"lowest_price": ["£20"], "highest_price": ["£95"], "brand_preference": ["Nike", "Adidas"], "color": ["red", "navy"]}, 20, 95, "GBP", ["red", "blue"], ["nike", "adidas"]),
    ({**dict.fromkeys(EIGHT), "highest_price": 60}, None, 60, None, [], []),
    ({"highest_price": "under $80"}, None, 80, "USD", [], []),
    ({**EIGHT, "lowest_price": "$25", "highest_price": "$80", "confidence": 0.93, "note": "Blue Monday sale", "screenshots": 10}, 25, 80, "USD", [], []),
    ({"lowest_price": 25, "highest_price": 80, "currency": "EUR"}, 25, 80, "EUR", [], []),
    ({"lowest_price": "25", "highest_price": "80"}, 25, 80, None, [], []),
    ({"lowest_price": {"amount": 18, "currency": "GBP"}, "highest_price": {"amount": "144.00", "currency": "GBP"}}, 18, 144, "GBP", [], []),
    ({"price_range": "$20 - $45", "color": "black or navy"}, 20, 45, "USD", ["black", "blue"], []),
    ({"price_range": {"min": 20, "max": 50, "currency": "USD"}}, 20, 50, "USD", [], []),
    ({"price_range": [20, 50]}, 20, 50, None, [], []),
    ({"lowest_price": [18, 25], "highest_price": [99, 144]}, 18, 144, None, [], []),
    ({"lowest_price": "0", "highest_price": "£60"}, None, 60, "GBP", [], []),
    ({"lowest_price": float("nan"), "highest_price": float("inf")}, None, None, None, [], []),
    ({"lowest_price": -5, "highest_price": True}, None, None, None, [], []),
    ({"lowest_price": "$18-$144", "highest_price": "$18-$144"}, 18, 144, "USD", [], []),
    ({"brand_preference": [{"name": "Nike"}, {"name": "Puma"}]}, None, None, None, [], ["nike", "puma"]),
    ({"summary": {**EIGHT, "lowest_price": "€ 1.299,00", "highest_price": "€ 2.499,00"}}, 1299, 2499, "EUR", [], []),
    ('Here is the summary:\n```json\n{"lowest_price": "£18.00", "highest_price": "£144.00", "brand_preference": "not available",}\n```\nHope it helps!', 18, 144, "GBP", [], []),
    ("{'lowest_price': '£18', 'highest_price': None, 'brand_preference': 'Tolwick'}", 18, None, "GBP", [], ["tolwick"]),
    ('"{\\"lowest_price\\": \\"$18\\", \\"highest_price\\": \\"$44\\"}"', 18, 44, "USD", [], []),
    ('[{"category": "lowest_price", "value": "$18"}, {"category": "highest_price", "value": "$44"}]', 18, 44, "USD", [], []),
    ("- **Lowest Price:** £18.00\n- **Highest Price:** £144.00\n- **Brand Preference:** Tolwick & Sons\n- **Color:** not red, green", 18, 144, "GBP", ["green"], ["tolwick & sons"]),
    ({**EIGHT}, None, None, None, [], []),
    ({**EIGHT, "product_characteristics": "Dresses in blue, green and red; no single colour is preferred"}, None, None, None, [], []),
    ({**EIGHT, "product_characteristics": ["green midi dresses", "green maxi dresses", "one black dress"]}, None, None, None, ["green"], []),
    ({"lowest_price": "not available", "highest_price": "not available", "product_characteristics": "Sneakers at $63.97 to $180 from Asics"}, 63.97, 180, "USD", [], ANY),
    ({"lowest_price": "USD 1.2 million", "highest_price": "USD 1.5 million"}, 1_200_000, 1_500_000, "USD", [], []),
    ({"lowest_price": "₹1,20,000", "highest_price": "₹2.5 lakh"}, 120_000, 250_000, "INR", [], []),
    ({"Lowest Price": "18,50 €", "HIGHEST_PRICE": "1.144,00 €", "Brand-Preference": "N/A"}, 18.5, 1144, "EUR", [], []),
]  # fmt: skip

VARIED = [*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_SHAPES]
