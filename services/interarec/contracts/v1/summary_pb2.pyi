from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Categories(_message.Message):
    __slots__ = ("product_characteristics", "lowest_price", "highest_price", "brand_preference", "product_specifications", "user_reviews_and_testimonials", "comparisons", "promotions")
    PRODUCT_CHARACTERISTICS_FIELD_NUMBER: _ClassVar[int]
    LOWEST_PRICE_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_PRICE_FIELD_NUMBER: _ClassVar[int]
    BRAND_PREFERENCE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATIONS_FIELD_NUMBER: _ClassVar[int]
    USER_REVIEWS_AND_TESTIMONIALS_FIELD_NUMBER: _ClassVar[int]
    COMPARISONS_FIELD_NUMBER: _ClassVar[int]
    PROMOTIONS_FIELD_NUMBER: _ClassVar[int]
    product_characteristics: str
    lowest_price: str
    highest_price: str
    brand_preference: str
    product_specifications: str
    user_reviews_and_testimonials: str
    comparisons: str
    promotions: str
    def __init__(self, product_characteristics: _Optional[str] = ..., lowest_price: _Optional[str] = ..., highest_price: _Optional[str] = ..., brand_preference: _Optional[str] = ..., product_specifications: _Optional[str] = ..., user_reviews_and_testimonials: _Optional[str] = ..., comparisons: _Optional[str] = ..., promotions: _Optional[str] = ...) -> None: ...

class Evidence(_message.Message):
    __slots__ = ("field", "screenshot_id", "sequence", "box", "confidence")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SCREENSHOT_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    BOX_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    field: str
    screenshot_id: str
    sequence: int
    box: _containers.RepeatedScalarFieldContainer[int]
    confidence: float
    def __init__(self, field: _Optional[str] = ..., screenshot_id: _Optional[str] = ..., sequence: _Optional[int] = ..., box: _Optional[_Iterable[int]] = ..., confidence: _Optional[float] = ...) -> None: ...

class Offer(_message.Message):
    __slots__ = ("title", "price", "currency", "was", "brand", "color", "category", "rating", "badge", "item_id", "sightings", "score", "evidence")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    BRAND_FIELD_NUMBER: _ClassVar[int]
    COLOR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RATING_FIELD_NUMBER: _ClassVar[int]
    BADGE_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    SIGHTINGS_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    title: str
    price: str
    currency: str
    was: str
    brand: str
    color: str
    category: str
    rating: float
    badge: str
    item_id: str
    sightings: int
    score: float
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    def __init__(self, title: _Optional[str] = ..., price: _Optional[str] = ..., currency: _Optional[str] = ..., was: _Optional[str] = ..., brand: _Optional[str] = ..., color: _Optional[str] = ..., category: _Optional[str] = ..., rating: _Optional[float] = ..., badge: _Optional[str] = ..., item_id: _Optional[str] = ..., sightings: _Optional[int] = ..., score: _Optional[float] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ...) -> None: ...

class Fact(_message.Message):
    __slots__ = ("value", "support", "share", "from_event", "evidence")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SUPPORT_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    FROM_EVENT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    value: str
    support: int
    share: float
    from_event: bool
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    def __init__(self, value: _Optional[str] = ..., support: _Optional[int] = ..., share: _Optional[float] = ..., from_event: _Optional[bool] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ...) -> None: ...

class SetFilter(_message.Message):
    __slots__ = ("attribute", "value", "evidence")
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    attribute: str
    value: str
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    def __init__(self, attribute: _Optional[str] = ..., value: _Optional[str] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ...) -> None: ...

class BehaviourSummary(_message.Message):
    __slots__ = ("categories", "offers", "brands", "colors", "promotions", "filters", "evidence", "currency", "engine", "engine_version")
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    OFFERS_FIELD_NUMBER: _ClassVar[int]
    BRANDS_FIELD_NUMBER: _ClassVar[int]
    COLORS_FIELD_NUMBER: _ClassVar[int]
    PROMOTIONS_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    ENGINE_VERSION_FIELD_NUMBER: _ClassVar[int]
    categories: Categories
    offers: _containers.RepeatedCompositeFieldContainer[Offer]
    brands: _containers.RepeatedCompositeFieldContainer[Fact]
    colors: _containers.RepeatedCompositeFieldContainer[Fact]
    promotions: _containers.RepeatedCompositeFieldContainer[Fact]
    filters: _containers.RepeatedCompositeFieldContainer[SetFilter]
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    currency: str
    engine: str
    engine_version: str
    def __init__(self, categories: _Optional[_Union[Categories, _Mapping]] = ..., offers: _Optional[_Iterable[_Union[Offer, _Mapping]]] = ..., brands: _Optional[_Iterable[_Union[Fact, _Mapping]]] = ..., colors: _Optional[_Iterable[_Union[Fact, _Mapping]]] = ..., promotions: _Optional[_Iterable[_Union[Fact, _Mapping]]] = ..., filters: _Optional[_Iterable[_Union[SetFilter, _Mapping]]] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ..., currency: _Optional[str] = ..., engine: _Optional[str] = ..., engine_version: _Optional[str] = ...) -> None: ...
