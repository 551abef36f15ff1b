"""Summaries as people and models write them, and what they ask for: the table of the text reader's tests.

Each case: a name, the summary (text or mapping), and the keys of the report that are expected. The wording is
invented; the figures of the first three are those of the summaries in Karra and Tulabandhula.
"""

from __future__ import annotations

NA = "Not available"


def eight(**known: object) -> dict[str, object]:
    """A summary with the eight categories, unsaid ones not available."""
    names = (
        "Product Characteristics",
        "Lowest Price",
        "Highest Price",
        "Brand Preference",
        "Product Specifications",
        "User Reviews and Testimonials",
        "Comparisons",
        "Promotions",
    )
    return {name: known.get(name.lower().replace(" ", "_"), NA) for name in names}


def price(low: float | None, high: float | None, currency: str | None = None) -> dict[str, object]:
    """The price part of an expectation."""
    return {"lowest_price": low, "highest_price": high, "currency": currency}


CASES: list[tuple[str, object, dict[str, object]]] = [
    # the paper's three figures
    (
        "fashion: green dresses",
        eight(
            product_characteristics="The shopper kept opening green dresses: midi and maxi, satin, floral prints, "
            "wrap fronts and puff sleeves. Emerald and sage versions were looked at longest.",
            lowest_price="£18.00",
            highest_price="£144.00",
            brand_preference="ASOS DESIGN appears most often, but there is no clear preference",
            product_specifications="Sizes UK 6 to UK 18; polyester and viscose",
            promotions="20% off everything with code STYLE20",
        ),
        {**price(18, 144, "GBP"), "color": ["green"], "brand": []},
    ),
    (
        "sports shoes without one colour",
        eight(
            product_characteristics="Running and training shoes in many colours, among them white, black and pink; "
            "breathable mesh uppers.",
            lowest_price="The cheapest are Level 3 shoes at $63.97",
            highest_price="$180",
            brand_preference="Nike",
            user_reviews_and_testimonials="4.5 out of 5 stars from 212 reviews",
        ),
        {**price(63.97, 180, "USD"), "color": [], "brand": ["nike"]},
    ),
    (
        "homes",
        eight(
            product_characteristics="Detached houses with 3 to 5 bedrooms, 2,210 sqft on average, two-car garages",
            lowest_price="$799,888",
            highest_price="$1,350,000",
            product_specifications="4 bds, 3 ba, 2,210 sqft, built in 1998",
        ),
        {**price(799888, 1350000, "USD"), "color": [], "brand": []},
    ),
    # spellings of the keys
    ("keys in snake case", {"lowest_price": "£5", "highest_price": "£9"}, price(5, 9, "GBP")),
    ("keys in camel case", {"lowestPrice": "£5", "highestPrice": "£9"}, price(5, 9, "GBP")),
    ("keys in capitals", {"LOWEST PRICE": "£5", "HIGHEST_PRICE": "£9"}, price(5, 9, "GBP")),
    ("keys with odd blanks", {" lowest  price ": "£5", "highest-price": "£9"}, price(5, 9, "GBP")),
    ("minimum and maximum", {"Minimum Price": "£5", "Max Price": "£9"}, price(5, 9, "GBP")),
    ("nested under a name", {"behavioral_summary": {"Lowest Price": "£5", "Highest Price": "£9"}}, price(5, 9, "GBP")),
    ("a list of objects", '[{"Lowest Price": "£5"}, {"Highest Price": "£9"}]', price(5, 9, "GBP")),
    (
        "category and value pairs",
        '[{"category": "Lowest Price", "value": "£5"}, {"category": "Highest Price", "value": "£9"}]',
        price(5, 9, "GBP"),
    ),
    (
        "a range field",
        {"price_range": "£18.00 - £144.00", "color": "green"},
        {**price(18, 144, "GBP"), "color": ["green"]},
    ),
    ("numbers as numbers", {"lowest_price": 18.5, "highest_price": 144}, price(18.5, 144)),
    (
        "numbers with a currency field",
        {"lowest_price": 18, "highest_price": 144, "currency": "gbp"},
        price(18, 144, "GBP"),
    ),
    (
        "money objects",
        {"lowest_price": {"amount": "18.00", "currency": "GBP"}, "highest_price": {"value": 144, "currency": "GBP"}},
        price(18, 144, "GBP"),
    ),
    (
        "nulls",
        {"lowest_price": None, "highest_price": None, "brand_preference": None},
        {**price(None, None), "brand": []},
    ),
    (
        "what `read` prints",
        {
            "summary": {"lowest_price": "18.00 GBP", "highest_price": "144.00 GBP"},
            "lowest_price": 18.0,
            "currency": "GBP",
        },
        {"lowest_price": 18, "currency": "GBP"},
    ),
    # JSON that is not quite JSON
    ("code fence", '```json\n{"Lowest Price": "£5", "Highest Price": "£9"}\n```', price(5, 9, "GBP")),
    (
        "prose around",
        'Sure! Here is the summary:\n{"Lowest Price": "£5", "Highest Price": "£9"}\nLet me know if you need more.',
        price(5, 9, "GBP"),
    ),
    ("trailing comma", '{"Lowest Price": "£5", "Highest Price": "£9",}', price(5, 9, "GBP")),
    ("missing comma", '{"Lowest Price": "£5" "Highest Price": "£9"}', price(5, 9, "GBP")),
    ("cut off", '{"Brand Preference": "Nike", "Lowest Price": "£5", "Highest Price": "£9", "Promo', price(5, 9, "GBP")),
    ("single quotes", "{'Lowest Price': '£5', 'Highest Price': '£9'}", price(5, 9, "GBP")),
    ("curly quotes", "{“Lowest Price”: “£5”, “Highest Price”: “£9”}", price(5, 9, "GBP")),
    ("no quotes", "{Lowest Price: £5, Highest Price: £9}", price(5, 9, "GBP")),
    ("raw newline in a string", '{"Lowest Price": "£5\nonly", "Highest Price": "£9"}', price(5, 9, "GBP")),
    ("missing brace", '"Lowest Price": "£5.50", "Highest Price": "£9.99"', price(5.5, 9.99, "GBP")),
    ("unquoted value", '{"Lowest Price": £5, "Highest Price": £9}', price(5, 9, "GBP")),
    (
        "unescaped quotes inside",
        '{"Product Specifications": "a 27" monitor", "Lowest Price": "£5", "Highest Price": "£9"}',
        price(5, 9, "GBP"),
    ),
    # labelled text
    (
        "lines",
        "Lowest Price: £18.00\nHighest Price: £144.00\nBrand Preference: Zara",
        {**price(18, 144, "GBP"), "brand": ["zara"]},
    ),
    ("bold labels", "**Lowest Price:** £18.00\n**Highest Price:** £144.00", price(18, 144, "GBP")),
    ("bold labels, colon outside", "- **Lowest Price**: £18.00\n- **Highest Price**: £144.00", price(18, 144, "GBP")),
    (
        "numbered",
        "1. Product Characteristics: mugs\n2. Lowest Price: £3.00\n3. Highest Price: £12.00",
        price(3, 12, "GBP"),
    ),
    ("headings", "## Lowest Price\n£3.00\n\n## Highest Price\n£12.00\n", price(3, 12, "GBP")),
    ("table", "| Lowest Price | £3.00 |\n| Highest Price | £12.00 |", price(3, 12, "GBP")),
    (
        "one line",
        "Lowest Price: £3.00. Highest Price: £12.00. Brand Preference: Denby.",
        {**price(3, 12, "GBP"), "brand": ["denby"]},
    ),
    ("one line without stops", "Lowest Price: £3.00 Highest Price: £12.00", price(3, 12, "GBP")),
    ("equals signs", "lowest_price=3.00; highest_price=12.00; color=green", {**price(3, 12), "color": ["green"]}),
    ("dashes", "Lowest Price - £3.00\nHighest Price – £12.00", price(3, 12, "GBP")),
    ("currency in the label", "Lowest Price (USD): 3.00\nHighest Price (USD): 12.00", price(3, 12, "USD")),
    # amounts
    ("sign behind", {"lowest_price": "18.00$", "highest_price": "120$"}, price(18, 120, "USD")),
    (
        "words",
        {"lowest_price": "18 dollars", "highest_price": "120 US dollars"},
        {"lowest_price": 18, "highest_price": 120},
    ),
    ("iso code before", {"lowest_price": "USD 18", "highest_price": "USD 120.50"}, price(18, 120.5, "USD")),
    ("iso code behind", {"lowest_price": "18 EUR", "highest_price": "120,50 EUR"}, price(18, 120.5, "EUR")),
    ("decimal comma", {"lowest_price": "199,90 €", "highest_price": "1.299,00 €"}, price(199.9, 1299, "EUR")),
    ("swiss", {"lowest_price": "CHF 89.90", "highest_price": "CHF 1'299.90"}, price(89.9, 1299.9, "CHF")),
    ("indian grouping", {"lowest_price": "₹25,000", "highest_price": "₹1,25,000"}, price(25000, 125000, "INR")),
    ("rupees", {"lowest_price": "Rs. 2,499", "highest_price": "Rs. 12,999"}, price(2499, 12999, "INR")),
    ("lakh and crore", {"lowest_price": "₹85 lakh", "highest_price": "₹1.2 crore"}, price(8500000, 12000000, "INR")),
    ("yen", {"lowest_price": "¥3,980", "highest_price": "¥12,800"}, price(3980, 12800, "JPY")),
    ("millions", {"lowest_price": "$1.4M", "highest_price": "$2.1M"}, price(1400000, 2100000, "USD")),
    ("thousands", {"lowest_price": "$350K", "highest_price": "$1.25 million"}, price(350000, 1250000, "USD")),
    ("small k", {"lowest_price": "£12.5k", "highest_price": "£18k"}, price(12500, 18000, "GBP")),
    ("bare millions", {"lowest_price": "1.2 million", "highest_price": "1.4 million"}, price(1200000, 1400000)),
    ("bare grouping", {"lowest_price": "799,888", "highest_price": "1,350,000"}, price(799888, 1350000)),
    ("bare in a phrase", {"lowest_price": "Level 3 shoes at 63.97", "highest_price": "180"}, price(63.97, 180)),
    ("blank as group", {"lowest_price": "1 299 kr", "highest_price": "2 499 kr"}, price(1299, 2499, "SEK")),
    ("starting from", {"lowest_price": "Starting from £18", "highest_price": "Up to £144"}, price(18, 144, "GBP")),
    ("about", {"lowest_price": "around $40", "highest_price": "approximately $95"}, price(40, 95, "USD")),
    (
        "with the former price",
        {"lowest_price": "£18.00 (was £36.00)", "highest_price": "£144.00, reduced from £180.00"},
        price(18, 144, "GBP"),
    ),
    (
        "former price first",
        {"lowest_price": "was £36.00, now £18.00", "highest_price": "£180 reduced to £144"},
        price(18, 144, "GBP"),
    ),
    ("rrp", {"lowest_price": "£25 (RRP £40)", "highest_price": "£60 (RRP £99)"}, price(25, 60, "GBP")),
    (
        "a list in a field",
        {"lowest_price": "$80, $63.97 and $75", "highest_price": "$120 and $180"},
        price(63.97, 180, "USD"),
    ),
    ("a range in both fields", {"lowest_price": "£18 - £144", "highest_price": "£18 - £144"}, price(18, 144, "GBP")),
    (
        "a free delivery limit in the field",
        {"lowest_price": "£18 (free delivery over £40)", "highest_price": "£144"},
        price(18, 144, "GBP"),
    ),
    (
        "a saving in the field",
        {"lowest_price": "$120 after $30 off", "highest_price": "$200 (save $50)"},
        price(120, 200, "USD"),
    ),
    ("a percentage in the field", {"lowest_price": "20% off, now £16", "highest_price": "£144"}, price(16, 144, "GBP")),
    ("only lowest", {"lowest_price": "£18", "highest_price": NA}, price(18, None, "GBP")),
    ("only highest", {"lowest_price": "N/A", "highest_price": "£18"}, price(None, 18, "GBP")),
    ("swapped", {"lowest_price": "£144", "highest_price": "£18"}, price(18, 144, "GBP")),
    ("equal", {"lowest_price": "£45", "highest_price": "£45"}, price(45, 45, "GBP")),
    ("zero is no price", {"lowest_price": 0, "highest_price": "£45"}, price(None, 45, "GBP")),
    ("negative is no price", {"lowest_price": -5, "highest_price": 45}, price(None, 45)),
    ("rent a month", {"lowest_price": "$1,850/mo", "highest_price": "$3,200/mo"}, price(1850, 3200, "USD")),
    # nothing said
    ("all not available", eight(), {**price(None, None), "color": [], "brand": []}),
    (
        "other ways to say nothing",
        {"lowest_price": "Not specified", "highest_price": "-", "brand_preference": "None"},
        {**price(None, None), "brand": []},
    ),
    (
        "not visible with a number",
        {"lowest_price": "Not visible in the 10 screenshots", "highest_price": "unknown"},
        price(None, None),
    ),
    ("promotions are no prices", eight(promotions="Free delivery over £40; 3 for £20; save £5"), price(None, None)),
    ("reviews are no prices", eight(user_reviews_and_testimonials="Great for the money, paid $50"), price(None, None)),
    # prose for prices
    ("between", "She wants a dress between £18 and £144.", price(18, 144, "GBP")),
    ("between with one currency", "A budget between 20 and 40 dollars.", price(20, 40, "USD")),
    ("from to", "Prices run from $63.97 to $180.", price(63.97, 180, "USD")),
    ("dash", "Looking at lamps, $20-$40.", price(20, 40, "USD")),
    ("dash with one sign", "Looking at lamps, $20-40.", price(20, 40, "USD")),
    ("dash with one word", "T-shirts for 20-40 euros", price(20, 40, "EUR")),
    ("millions range", "Homes listed at $1.2-1.4 million", price(1200000, 1400000, "USD")),
    ("k range", "condos, $350k to $420k, near the lake", price(350000, 420000, "USD")),
    ("under", "Running shoes under $120.", price(None, 120, "USD")),
    ("below", "Nothing fancy, headphones below 80 euros", price(None, 80, "EUR")),
    ("up to", "up to £50 for a toaster", price(None, 50, "GBP")),
    ("at most", "at most 300 euros", price(None, 300, "EUR")),
    ("no more than", "wants to spend no more than $80 on a bag", price(None, 80, "USD")),
    ("not over", "a sofa, not over £900", price(None, 900, "GBP")),
    ("nothing above", "She will pay nothing above £60.", price(None, 60, "GBP")),
    ("does not exceed", "The price should not exceed $500.", price(None, 500, "USD")),
    ("or less", "watches for $200 or less", price(None, 200, "USD")),
    ("max", "coffee machine, max. 150 €", price(None, 150, "EUR")),
    ("budget of", "The shopper has a budget of $1,000.", price(None, 1000, "USD")),
    ("within a budget", "within a $250 budget", price(None, 250, "USD")),
    ("over", "Only looks at watches over $200.", price(200, None, "USD")),
    ("at least", "wine of at least £15 a bottle", price(15, None, "GBP")),
    ("and up", "handbags, $300 and up", price(300, None, "USD")),
    ("plus", "Premium phones ($900+).", price(900, None, "USD")),
    ("starting at", "Tents starting at €99", price(99, None, "EUR")),
    ("not under", "Not interested in anything under $50.", price(50, None, "USD")),
    ("nothing below", "nothing below 100 euros, at most 300 euros", price(100, 300, "EUR")),
    ("no less than", "no less than £20", price(20, None, "GBP")),
    ("above and below", "above £20 but below £60", price(20, 60, "GBP")),
    ("under and over, the other way", "under £60 and over £20", price(20, 60, "GBP")),
    ("cheapest and dearest", "The cheapest pair was £35 and the most expensive £120.", price(35, 120, "GBP")),
    (
        "lowest and highest in words",
        "The lowest price seen is $63.97 and the highest is $180.",
        price(63.97, 180, "USD"),
    ),
    (
        "superlative behind",
        "She saw trainers at £35 (the cheapest) and £120 (the most expensive).",
        price(35, 120, "GBP"),
    ),
    ("as low as, as high as", "as low as $12.99 and as high as $89", price(12.99, 89, "USD")),
    ("plain prices", "They opened dresses at £45, £18 and £144.", price(18, 144, "GBP")),
    ("one plain price", "They opened a jacket that costs £45.", price(45, 45, "GBP")),
    ("a former price in prose", "A coat was reduced from £120 to £80 and a scarf costs £15.", price(15, 80, "GBP")),
    ("free delivery in prose", "Free delivery over £40. Save £5 on your first order.", price(None, None)),
    ("budget without currency", "budget between 20 and 40", price(20, 40)),
    ("price without currency", "price below 50", price(None, 50)),
    (
        "numbers that are no prices",
        "Rated 4.5 out of 5 by 212 people, 128GB, 6.1 inch, built in 1998.",
        price(None, None),
    ),
    (
        "price among other numbers",
        "A 55 inch TV with 3 HDMI ports, rated 4.5 stars, at $499.99",
        price(499.99, 499.99, "USD"),
    ),
    (
        "fields say nothing, prose does",
        eight(product_characteristics="Phones under $500 with 128GB storage"),
        price(None, 500, "USD"),
    ),
    ("swapped in prose", "between £144 and £18", price(18, 144, "GBP")),
    ("german", "Kleider zwischen 20 € und 50 €", price(20, 50, "EUR")),
    # colours
    ("shade to family", {"product_characteristics": "bright green dresses"}, {"color": ["green"]}),
    ("navy is blue", {"product_characteristics": "navy blazers"}, {"color": ["blue"]}),
    ("two wanted", {"product_characteristics": "Prefers red and black sneakers"}, {"color": ["red", "black"]}),
    ("two alternatives", "She is looking for a blue or green sofa.", {"color": ["blue", "green"]}),
    ("negated", {"product_characteristics": "Trainers, not white"}, {"color": []}),
    ("one wanted, one negated", "Wants a blue jacket, definitely not black.", {"color": ["blue"]}),
    ("avoids", "Prefers grey sofas and avoids brown ones.", {"color": ["grey"]}),
    ("rather than", "black rather than white headphones", {"color": ["black"]}),
    ("without", "curtains in beige without any red", {"color": ["beige"]}),
    ("many colours", {"product_characteristics": "Dresses in green, blue, red, yellow and white"}, {"color": []}),
    (
        "various colours",
        {"product_characteristics": "Shoes in various colours such as white, black and pink"},
        {"color": []},
    ),
    ("no colour preference", "No clear colour preference: black, white and red shoes were seen.", {"color": []}),
    ("available in", "A kettle available in black, white and red.", {"color": []}),
    (
        "majority",
        {"product_characteristics": "Mostly green dresses: green midi, green maxi, one blue"},
        {"color": ["green"]},
    ),
    ("not a colour: Black Friday", eight(promotions="Black Friday deals"), {"color": []}),
    ("not a colour: orange juice", "Looked at orange juice and green tea.", {"color": []}),
    ("colour field", {"color": "Bright Green", "lowest_price": 18}, {"color": ["green"]}),
    ("colour list", {"color": ["green", "teal", "red"]}, {"color": ["green", "red"]}),
    ("colour field says none", {"color": "no specific color"}, {"color": []}),
    ("colour null", {"color": None}, {"color": []}),
    (
        "a tally without a majority",
        {"product_characteristics": "Colours: black (1), brown (1), green (1)"},
        {"color": []},
    ),
    ("a tally with one", {"product_characteristics": "Colours: black (1), green (4), red (1)"}, {"color": ["green"]}),
    # brands
    ("no clear preference", {"brand_preference": "no clear preference"}, {"brand": []}),
    (
        "no clear preference, long",
        {"brand_preference": "There is no clear brand preference; several brands were viewed."},
        {"brand": []},
    ),
    (
        "no strong preference",
        {"brand_preference": "The shopper shows no strong preference for any brand"},
        {"brand": []},
    ),
    ("various", {"brand_preference": "Various"}, {"brand": []}),
    ("the brand shown is", {"brand_preference": "the brand shown is X"}, {"brand": ["x"]}),
    (
        "the brand shown is, name of two",
        {"brand_preference": "The brand shown is New Balance."},
        {"brand": ["new balance"]},
    ),
    ("one", {"brand_preference": "Nike"}, {"brand": ["nike"]}),
    ("two", {"brand_preference": "Nike and Adidas"}, {"brand": ["nike", "adidas"]}),
    (
        "three with commas",
        {"brand_preference": "Nike, Adidas, and New Balance"},
        {"brand": ["nike", "adidas", "new balance"]},
    ),
    ("a list", {"brand_preference": ["Nike", "Puma"]}, {"brand": ["nike", "puma"]}),
    ("slashes", {"brand_preference": "Nike / Puma"}, {"brand": ["nike", "puma"]}),
    ("ampersand in a name", {"brand_preference": "H&M"}, {"brand": ["h&m"]}),
    ("spaced ampersand", {"brand_preference": "Dolce & Gabbana"}, {"brand": ["dolce & gabbana"]}),
    ("apostrophe", {"brand_preference": "Levi's"}, {"brand": ["levi's"]}),
    ("lower case", {"brand_preference": "asos design"}, {"brand": ["asos design"]}),
    ("sentence", {"brand_preference": "The shopper seems to prefer Nike."}, {"brand": ["nike"]}),
    (
        "strong preference for",
        {"brand_preference": "Strong preference for Samsung and LG"},
        {"brand": ["samsung", "lg"]},
    ),
    (
        "brands include",
        {"brand_preference": "Brands viewed include Zara, Mango and Reiss"},
        {"brand": ["zara", "mango", "reiss"]},
    ),
    ("main brand with an aside", {"brand_preference": "Mostly Nike, with some interest in Puma"}, {"brand": ["nike"]}),
    ("counts in brackets", {"brand_preference": "Sony (4 items), Bose (2 items)"}, {"brand": ["sony", "bose"]}),
    ("not one", {"brand_preference": "Nike, not Adidas"}, {"brand": ["nike"]}),
    ("over another", {"brand_preference": "Prefers Asics over Brooks"}, {"brand": ["asics"]}),
    ("brand in prose", "Prefers Nike trainers under $120.", {**price(None, 120, "USD"), "brand": ["nike"]}),
    (
        "brand in prose by cue",
        "The brand shown is Lego. Prices from 20 to 40 dollars.",
        {**price(20, 40, "USD"), "brand": ["lego"]},
    ),
    ("no brand in prose", "The shopper compares two sofas from $400 to $900.", {**price(400, 900, "USD"), "brand": []}),
    # prose only, whole
    (
        "prose: green dresses",
        "Throughout the visit the shopper returned to green dresses, most of them midi length. Prices ranged from "
        "£18.00 for a plain jersey style to £144.00 for an embellished gown. No particular brand stood out.",
        {**price(18, 144, "GBP"), "color": ["green"], "brand": []},
    ),
    (
        "prose: sports shoes",
        "The shopper browsed sports shoes in several colours. The lowest price was $63.97 and the highest $180.",
        {**price(63.97, 180, "USD"), "color": []},
    ),
    (
        "prose: homes",
        "Houses between $799,888 and $1,350,000 with 4 bedrooms, 3 baths and 2,210 sqft were compared.",
        {**price(799888, 1350000, "USD"), "color": []},
    ),
]
