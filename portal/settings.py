"""The wiring diagram: which apps, which parts they plug in, and what the environment decides."""

from portal import env

BASE_DIR = env.BASE_DIR
DEVELOPMENT = env.debug()
DEBUG = DEVELOPMENT and env.flag("TECHNICAL_ERRORS", False)  # else the Swedish error pages, as in production
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.allowed_hosts()
DATA_DIR = env.data_dir()
PUBLIC_URL = env.public_url()

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "pledges.apps.PledgesConfig",
    "followups.apps.FollowUpsConfig",
    "pledges.apps.BackOfficeConfig",  # Django's admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "portal.middleware.SecurityHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.RefuseMalformedInput",
    "portal.middleware.ExplainDatabaseDown",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.OldAddresses",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# --- what each app plugs in (dotted paths, loaded and checked at start by portal.wiring) -----------

PORTAL_URLS = ["followups.urls", "pledges.urls"]  # in order: a kommun's slug matches almost anything
# Parts of a kommun's or a pledge's page that apps above `pledges` contribute.
MUNICIPALITY_PANELS = ["followups.panels.municipality_panel"]
# What an unknown address may have meant: path -> [(text, address)].
SUGGESTIONS = ["pledges.pages.listing.suggestions_for_path"]
HEALTH_CHECKS = ["portal.health.database", "portal.health.migrations", "portal.health.files"]

# --- data ---------------------------------------------------------------------------------------

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "portal.User"
MEDIA_ROOT = DATA_DIR / "files"
# The largest PDF that an editor may upload.
DOCUMENT_MAX_MB = env.integer("DOCUMENT_MAX_MB", 25)
# No MEDIA_URL: files are reached through views that check that they are published.

# Reports are due this many months after the tertial has ended (domain: "Coverage").
REPORT_DUE_MONTHS = env.integer("REPORT_DUE_MONTHS", 1)

# --- language and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- templates and static files ------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["portal.templatetags.components", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = "/static/"
# Collected for production; found where they lie in development.
STATIC_ROOT = None if DEVELOPMENT else DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT

# --- security -----------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# The names that Django 6 gives its own policy middleware; read by portal.middleware.SecurityHeaders.
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=()"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
HTTPS = env.flag("HTTPS", not DEVELOPMENT)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^halsa/"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None
SESSION_COOKIE_NAME = "__Host-portal" if HTTPS else "portal"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a pledge with 60 activities and all its sections in one form

# --- what operators call themselves ----------------------------------------------------------------

PORTAL_NAME = env.string("PORTAL_NAME", "Medborgarlöften")
CONTACT_EMAIL = env.string("CONTACT_EMAIL", "")  # shown in the footer when there is one
