"""Invented goods: brands, titles, prices and looks by department, drawn from a seeded generator."""

# ruff: noqa: E501  word lists
from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["COLORS", "DEPARTMENTS", "Item", "make_items"]

COLORS: dict[str, str] = {
    "Black": "#1b1b1d", "White": "#f7f7f5", "Grey": "#8d9095", "Navy": "#1f2b50", "Blue": "#2f66c4",
    "Green": "#2c7d43", "Olive": "#6b7038", "Red": "#c22533", "Burgundy": "#76182b", "Pink": "#eb8fb1",
    "Yellow": "#f0cd3c", "Orange": "#e97a26", "Brown": "#70472a", "Beige": "#d9c5a2", "Purple": "#70409a",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One invented product. `specs` are short facts, `shape` names its drawing, `unit` its unit-price text."""

    title: str
    brand: str
    price: Decimal
    was: Decimal | None
    rating: float
    reviews: int
    color: str
    specs: tuple[str, ...]
    shape: str
    place: str


@dataclass(frozen=True, slots=True)
class Department:
    """Word lists of one kind of shop; prices in euros before the currency's factor."""

    brands: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    tails: tuple[str, ...]
    specs: tuple[tuple[str, ...], ...]
    low: float
    high: float
    shape: str
    whole: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


DEPARTMENTS: dict[str, Department] = {
    "fashion": Department(
        _words("Ardenne;Tolwick;Maribel & Co;NORDAHL;Okapi Lane;Fennwood;LUMARA;Petrichor;Sable Row;Quillon"),
        _words("Linen;Ribbed;Pleated;Wrap;Slim Fit;Oversized;Quilted;Cropped;Floral;Striped;Satin;Cable Knit"),
        _words("Midi Dress;Shirt;Jumper;Trousers;Blazer;Skirt;Tank Top;Cardigan;Parka;Jeans;Maxi Dress;Polo"),
        _words(";with Belt;in Organic Cotton;with Tie Waist;- Petite;for Women;2-Pack;with Pockets"),
        (_words("100% cotton;55% linen, 45% viscose;Wool blend"), _words("Regular fit;Relaxed fit;Slim fit")),
        12, 180, "dress",
    ),
    "shoes": Department(
        _words("Strideon;Velocé;Kestrel Run;PACERA;Bramble & Boot;Orbita;Tern;Halden"),
        _words("Trail;Court;Classic;Cloud;Retro;Leather;Canvas;Waterproof;Racing;Low"),
        _words("Running Shoes;Trainers;Sneakers;Chelsea Boots;Loafers;Sandals;Hiking Boots;Slip-Ons"),
        _words(";2.0;Pro;GTX;- Wide Fit;Men's;Women's;Junior"),
        (_words("Rubber sole;EVA midsole;Leather upper"), _words("Weight: 240 g;Drop: 8 mm;Heel 3 cm")),
        25, 190, "shoe",
    ),
    "electronics": Department(
        _words("Voltara;Nimbo;ACUSTIX;Helioscan;Pixelworth;Ohmega;Rivulet;Zephyr Labs"),
        _words("Wireless;Noise Cancelling;4K;Smart;Portable;Gaming;Ultra;Compact;Mechanical;Curved"),
        _words("Headphones;Laptop 15;Smartphone;Monitor 27;Tablet 11;Soundbar;Camera;Router;Keyboard;Speaker"),
        _words(";with Charging Case;(2026);256GB;with Dolby Sound, Bluetooth 5.4;16GB RAM 512GB SSD;- Refurbished;Pro Max"),
        (_words("Battery: 30 hours;8 GB RAM;120 Hz;5000 mAh"), _words("USB-C;Wi-Fi 7;Weight: 1.2 kg;27 inch")),
        19, 1600, "box",
    ),
    "grocery": Department(
        _words("Meadowbrook;Il Forno;Sunny Acre;Casa Verde;Oatwell;Hofgut;Briar Farm"),
        _words("Organic;Free Range;Wholegrain;Semi Skimmed;Sliced;Extra Virgin;Greek Style;Smoked;Fresh;Roasted"),
        _words("Bananas;Eggs;Bread Loaf;Milk;Olive Oil;Yogurt;Salmon Fillets;Coffee Beans;Tomatoes;Pasta"),
        _words("500g;1kg;6 Pack;2L;750ml;4 x 125g;250g;1L"),
        (_words("Serves 2;Keep chilled;Vegan;Gluten free"), _words("Product of Spain;Fairtrade;Class 1")),
        0.8, 14, "bottle",
    ),
    "homes": Department(
        _words("Fairgate Estates;Old Mill Homes;Northbank Living;Keystone Lettings"),
        _words("Detached;Semi-detached;Terraced;Renovated;Modern;Victorian;Garden;Top Floor"),
        _words("House;Apartment;Bungalow;Cottage;Villa;Townhouse;Studio;Penthouse"),
        _words("for sale;in quiet area;with garage;near station;with sea view;"),
        (_words("3 beds;4 beds;2 beds;5 beds"), _words("2 baths;1 bath;3 baths"), _words("1,240 sqft;96 m²;2,210 sqft")),
        140_000, 1_400_000, "house", True,
    ),
    "cars": Department(
        _words("Corvane;Tessalo;Brandt;Ikaru;Motovia;Dravik"),
        _words("Astra Line;Kuga;Sportback;Crossway;Estate;Hybrid;City;GT"),
        _words("1.5 Turbo;2.0 Diesel;1.2 Petrol;Electric 77kWh;1.6 Hybrid;3.0 V6"),
        _words("5dr;Automatic;4x4;Long Range;SE;Sport;S-Line Black Edition"),
        (_words("2022;2019;2024;2021"), _words("24,310 miles;61,000 km;8,420 miles"), _words("Petrol;Diesel;Electric")),
        4_900, 62_000, "car", True,
    ),
    "hotels": Department(
        _words("Seaview;Grand Aurelia;The Copper Lantern;Hotel Bellarive;Parkside Suites;Casa Oliveta;Nordlicht"),
        _words("Boutique;Spa;City;Riverside;Old Town;Beach;Alpine;Garden"),
        _words("Hotel;Resort;Inn;Guesthouse;Apartments;Lodge"),
        _words(";& Spa;Centro;by the Harbour;Deluxe"),
        (_words("Double room;King room;Family suite"), _words("Free cancellation;Breakfast included;Free WiFi")),
        48, 420, "house", True,
    ),
    "furniture": Department(
        _words("Løvhem;Tischlerei Baum;Oakhurst;Plainline;Casa Nido;Hyllan"),
        _words("Oak;Velvet;Extendable;Corner;Upholstered;Rattan;Marble Effect;Industrial"),
        _words("Dining Table;Armchair;Sofa Bed;Bookcase;Floor Lamp;Desk;Rug;Sideboard;Bed Frame"),
        _words(";160 x 90 cm;3 Seater;with Storage;Set of 2;King Size;120 cm"),
        (_words("Width: 160 cm;Depth: 85 cm;Height: 74 cm"), _words("Solid oak;Material: velvet;Steel legs")),
        29, 1400, "box",
    ),
    "beauty": Department(
        _words("Fleur d'Ambre;Skinora;BAREHAVEN;Dewdrop;Maison Olwen;Kelpie"),
        _words("Hydrating;Matte;Gentle;Vitamin C;Repair;Volumising;Overnight;Tinted"),
        _words("Serum;Lipstick;Shampoo;Face Cream;Cleanser;Mascara;Body Lotion;Eau de Parfum"),
        _words("30ml;50ml;250ml;SPF 30;Duo;Travel Size;100ml"),
        (_words("Vegan;Fragrance free;Dermatologically tested"), _words("For dry skin;For all skin types")),
        4, 120, "bottle",
    ),
    "lettings": Department(
        _words("Fairgate Lettings;Hausmann & Söhne;Canal Living;Keystone Rentals"),
        _words("Bright;Furnished;Renovated;Quiet;Spacious;Modern;Period;Central"),
        _words("Flat;Studio;Loft;Maisonette;Terraced House;Apartment"),
        _words("with balcony;near the park;in Lindenau;by the station;with terrace;"),
        (_words("2 rooms;3 rooms;4 rooms"), _words("54 m²;78 m²;96 m²;112 m²"), _words("Floor 2;Floor 4;Ground floor")),
        520, 3100, "house", True,
    ),
    "books": Department(
        _words("Ines Corbel;T. R. Ashdown;Mirjam Vos;Daniel Okafor;Lucia Ferrante;Jonas Lindqvist;Hanna Weiss"),
        _words("The Glass;A Quiet;The Last;Winter;The Salt;Every Small;The Cartographer's;Northern;Letters from the"),
        _words("Harbour;Orchard;Archive;Kingdom;Garden;Language;Lighthouse;Daughter;Map"),
        _words(";- A Novel;of Bees;and Other Stories;- A History;(Book 2);of Stone"),
        (_words("Paperback;Pocket edition"), _words("312 pages;448 pages;264 pages")),
        6, 38, "book",
    ),
    "games": Department(
        _words("Lantern Forge;Deep Kite;Tin Orchard;Nine Rivers;Polar Fox Works"),
        _words("Ashen;Hollow;Iron;Starlit;Sunken;Clockwork;Wild;Neon"),
        _words("Frontier;Citadel;Drift;Harvest;Odyssey;Reign;Circuit;Tides"),
        _words(";II;- Definitive Edition;Online;Deluxe;3"),
        (_words("Strategy;Adventure;Simulation;Racing"), _words("Single player;Co-op;Controller support")),
        4, 70, "box",
    ),
    "plans": Department(
        _words("Tellaro;Brightline Mobile;Vocalis;Meridian"),
        _words("5G;4G+;Flex;Smart;Max;Basic"),
        _words("10 GB;20 GB;50 GB;100 GB;Unlimited;5 GB"),
        _words(";with Roaming;Duo;Young;Family"),
        (_words("Unlimited minutes and texts;500 minutes"), _words("24 months;12 months;Cancel monthly")),
        6, 55, "box",
    ),
    "tickets": Department(
        _words("Arena Nord;Halle 9;Fairview Stadium;Teatro Lirico"),
        _words("Block 101;Block 112;Block 118;Block 204;Block 211;Lower Tier B;Upper Tier C;Stalls"),
        _words("Row A;Row C;Row F;Row K;Row N;Row T"),
        _words(";- aisle;- clear view;- side view"),
        (_words("2 tickets together;1 - 4 tickets;3 tickets"), _words("Mobile ticket;Print at home")),
        22, 240, "box",
    ),
    "flights": Department(
        _words("Aerovia;Norsk Sky;Bluewing;Albatros Air;Transalpina"),
        _words("06:15 – 09:40;07:50 – 11:10;10:05 – 15:35;12:30 – 15:55;14:20 – 19:05;17:45 – 21:00;20:10 – 23:30"),
        _words("Aerovia;Norsk Sky;Bluewing;Albatros Air;Transalpina"),
        _words(""),
        (_words("Direct;1 stop;Direct;2 stops"), _words("2 h 25;3 h 20;4 h 45")),
        28, 420, "box",
    ),
    "toys": Department(
        _words("Pipkin;Bumblewood;Knopf & Co;Rasselbande;Tiny Harbour;PLOP!"),
        _words("Wooden;My First;Glow in the Dark;Giant;Magnetic;Remote Control;Cuddly;Travel"),
        _words("Train Set;Dolls' House;Building Blocks 120 Pieces;Puzzle;Dinosaur;Marble Run;Play Kitchen;Bear"),
        _words(";with Sounds;(3 years +);Junior Edition;for 2-4 Players"),
        (_words("Age 3+;Age 5+;Age 18m+"), _words("Batteries not included;FSC wood;Machine washable")),
        7, 90, "box",
    ),
    "jewellery": Department(
        _words("Aurelie Vane;HALLMARK & DAUGHTER;Solène;Ostrava"),
        _words("18ct Yellow Gold;Platinum;Sterling Silver;Rose Gold;White Gold"),
        _words("Solitaire Ring;Tennis Bracelet;Hoop Earrings;Pendant;Signet Ring;Pearl Studs"),
        _words("0.50ct;with Sapphire;Medium;;with Diamond Halo"),
        (_words("Certified;Hallmarked"), _words("Ring size L;Length 45 cm;Diameter 12 mm")),
        90, 4200, "ring",
    ),
    "wine": Department(
        _words("Domaine Perrault;Quinta do Vale;Weingut Aster;Bodega Llorente;Tenuta Corvo;Stony Creek Estate"),
        _words("Grand;Old Vine;Reserva;Single Vineyard;Brut;Estate;Wild Ferment"),
        _words("Pinot Noir;Riesling;Rioja;Chardonnay;Chianti;Malbec;Grüner Veltliner;Sauvignon Blanc"),
        _words("2021;2022;2019;2023;2018"),
        (_words("Loire, France;Rioja, Spain;Mosel, Germany;Tuscany, Italy"), _words("75cl, 13.5%;75cl, 12%;75cl, 14%")),
        7, 48, "bottle",
    ),
    "pets": Department(
        _words("Fellfreund;Barkington;Whisker & Co;Tatze;Naturnapf"),
        _words("Grain Free;Senior;Puppy;Sensitive;Adult;Indoor;Hypoallergenic"),
        _words("Dog Food Salmon & Potato;Cat Food with Duck;Kitten Pouches;Dry Food Chicken;Dental Sticks;Cat Litter"),
        _words("12 kg;3 kg;24 x 85 g;2 x 10 kg;800 g"),
        (_words("70% meat;Without sugar;Single protein"), _words("Made in Germany;Vet approved")),
        5, 79, "box",
    ),
    "bikes": Department(
        _words("Veloro;Northspoke;Kaskade;Pedalworks;Alpinist"),
        _words("Gravel;City;Trekking;E-Mountain;Road;Cargo;Folding"),
        _words("Bike 28 inch;E-Bike 500 Wh;Bike Disc 12-Speed;Hardtail 29;Hybrid Bike"),
        _words("Step-Through;Carbon;2026;Comp;Tour;"),
        (_words("Alloy frame;Carbon frame;Steel frame"), _words("11.4 kg;24.8 kg;9.1 kg"), _words("12 gears;8 gears;22 gears")),
        390, 4800, "bike", True,
    ),
    "tyres": Department(
        _words("Gripline;Pneuma;Rollwerk;Asphera"),
        _words("EcoDrive;WinterGrip;AllSeason 3;SportTrack;CityPlus"),
        _words("205/55 R16 91V;225/45 R17 94W;195/65 R15 91H;235/35 R19 91Y"),
        _words("XL;;Run Flat"),
        (_words("B A 70 dB;C B 71 dB;A A 69 dB"), _words("Summer;Winter;All season")),
        44, 190, "tyre",
    ),
    "glasses": Department(
        _words("Oculist;Brille 54;Lund & Vik;SPECTRA;Marais"),
        _words("Round;Rectangular;Cat Eye;Aviator;Oversized;Rimless"),
        _words("Glasses Nora;Glasses Otis;Sunglasses Cove;Glasses Flint;Frame Iris;Frame Juno"),
        _words("Tortoise;Matt;Crystal;Titanium;"),
        (_words("52-18-145;49-21-140"), _words("Acetate;Titanium;Stainless steel")),
        29, 260, "glasses",
    ),
    "software": Department(
        _words("Tabularium;Cloudkeep;Inkwell;Notary"),
        _words("Starter;Team;Business;Enterprise;Solo;Studio"),
        _words("Workspace;Plan;Cloud;Suite"),
        _words(""),
        (_words("5 GB storage;200 GB storage;2 TB storage"), _words("1 project;Unlimited projects;Audit log and SSO")),
        4, 60, "box",
    ),
    "flowers": Department(
        _words("Petal Post;Fleuriste Anna;Blumenwerk;Stem & Vase"),
        _words("The Rosalind;The Juniper;Letterbox;Seasonal;The Margaux;The Wild;Sunshine"),
        _words("Bouquet;Tulips;Roses;Peonies;Hand-Tied;Orchid"),
        _words(";with Vase;- Large;in Pastel;& Eucalyptus"),
        (_words("Lasts 7 days;Lasts 10 days"), _words("Letterbox friendly;Hand-tied;Includes card")),
        19, 75, "flower",
    ),
}  # fmt: skip


def make_items(rng: random.Random, department: str, count: int, *, factor: float, cents: bool) -> list[Item]:
    """`count` items with distinct titles; `factor` turns euros into the shop's currency, `cents` keeps decimals."""
    source = DEPARTMENTS[department]
    found: dict[str, Item] = {}
    while len(found) < count:
        item = _make_item(rng, source, factor, cents and not source.whole)
        found.setdefault(item.title, item)
    return list(found.values())


def _make_item(rng: random.Random, source: Department, factor: float, cents: bool) -> Item:
    color = rng.choice(sorted(COLORS))
    words = [rng.choice(source.adjectives), rng.choice(source.nouns), rng.choice(source.tails)]
    if source.shape in ("dress", "shoe") and rng.random() < 0.4:
        words[2] = f"- {color}"
    price = _price(rng, source.low * factor, source.high * factor, cents)
    discounted = rng.random() < 0.45
    was = _rounded(price * Decimal(str(rng.choice([1.15, 1.25, 1.43, 1.67, 2.0]))), cents) if discounted else None
    return Item(
        title=" ".join(word for word in words if word),
        brand=rng.choice(source.brands),
        price=price,
        was=was if was is not None and was > price else None,
        rating=rng.choice([3.4, 3.8, 4.1, 4.3, 4.5, 4.6, 4.8, 4.9]),
        reviews=rng.choice([7, 23, 58, 112, 312, 1204, 8816]),
        color=color,
        specs=tuple(rng.choice(group) for group in source.specs),
        shape=source.shape,
        place=rng.choice(["Elm Street, Harrow Vale", "Old Quay, Port Selby", "Lindenweg 12, Altstadt", "Via Roma 8"]),
    )


def _price(rng: random.Random, low: float, high: float, cents: bool) -> Decimal:
    value = max(low, 1.0) * (high / low) ** rng.betavariate(1.6, 2.4)
    return _rounded(Decimal(str(round(value, 2))), cents, rng.choice(["0.99", "0.50", "0.00", "0.95", "0.49"]))


def _rounded(value: Decimal, cents: bool, tail: str = "0.00") -> Decimal:
    if cents:
        return Decimal(int(value)) + Decimal(tail)
    size = 10 ** max(len(str(int(value))) - 3, 0)
    return Decimal(max(int(value) // size * size, 1) - (5 if size == 100 and value > 1000 else 0))
