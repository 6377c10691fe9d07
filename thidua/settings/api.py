"""The API and its schema."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["thidua.api.base.SignedIn"],
    "DEFAULT_PERMISSION_CLASSES": ["thidua.api.base.ActionPermission"],
    "DEFAULT_SCHEMA_CLASS": "thidua.api.schema.ToldSchema",
    "DEFAULT_PAGINATION_CLASS": "thidua.api.base.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["thidua.api.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "EXCEPTION_HANDLER": "thidua.api.errors.api_errors",
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS says which methods there are; what they take stands in the schema
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Thi đua",
    "DESCRIPTION": "Dữ liệu mà các màn hình hiển thị, cùng quyền và cùng phạm vi đơn vị quản lý.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "LevelEnum": "blocks.rules.units.units.Level.choices",
        "TopicKindEnum": "blocks.rules.promise.topics.TopicKind.choices",
        "SourceStandingEnum": "blocks.rules.promise.titles.Standing.choices",
        "CouncilStandingEnum": "blocks.rules.meetings.councils.Standing.choices",
    },
}
