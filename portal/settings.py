"""The wiring diagram: which apps, which parts they plug in, and what the environment decides."""

from portal import env
from portal.accounts.configuration import *  # noqa: F403 - each name in it is a setting
from portal.health.configuration import *  # noqa: F403 - the same
from portal.logs.configuration import *  # noqa: F403 - the same

BASE_DIR = env.BASE_DIR
DEVELOPMENT = env.debug()
DEBUG = DEVELOPMENT and env.flag("TECHNICAL_ERRORS", False)  # else the Swedish error pages, as in production
SECRET_KEY = env.secret_key()
SECRET_KEY_FALLBACKS = env.earlier_keys()
ALLOWED_HOSTS = env.allowed_hosts()
DATA_DIR = env.data_dir()
PUBLIC_URL = env.public_url()

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "pledges.apps.PledgesConfig",
    "followups.apps.FollowUpsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "portal.accounts.apps.AccountsConfig",  # after allauth, whose tables it keeps out of the back office
    "pledges.apps.BackOfficeConfig",  # Django's admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",  # Django 6 has it built in
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "portal.logs.requests.NumberedRequests",
    "portal.metrics.middleware.Measured",
    "portal.middleware.SecurityHeaders",
    "portal.opendata.api.problems.ProblemsInApi",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressPublicPages",
    "portal.store.middleware.PageStore",
    "portal.readable.RefuseMalformedInput",
    "portal.uploads.BoundUploads",
    "portal.database.middleware.ExplainDatabaseDown",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.PrivatePages",
    "pledges.admin.guard.ActingAccount",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.OldAddresses",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# --- what each app plugs in (dotted paths, loaded and checked at start by portal.wiring) -----------

# In order: a kommun's slug matches almost anything.
PORTAL_URLS = ["pledges.admin.urls", "followups.urls", "pledges.urls"]
# Parts of a kommun's or a pledge's page that apps above `pledges` contribute.
MUNICIPALITY_PANELS = ["followups.panels.municipality_panel"]
# Parts of the page of a län or an area: (a question for its kommuner, day) -> part with a `template`.
AREA_PANELS = ["followups.area_pages.municipalities_panel"]
# What the back office's start page shows of one's own: (account, day) -> pledges.admin.mine.Mine.
OFFICE_PANELS = [
    "pledges.admin.mine.pledges_panel",
    "followups.admin.mine.follow_ups_panel",
    "pledges.admin.feedback.feedback_panel",
    "pledges.admin.importing.pages.imported_panel",
]
# All that has been published of a kommun and may name persons: (municipality) -> pledges.hiding.Frozen.
NAMED_EDITIONS = ["pledges.hiding.pledge_editions", "followups.hiding.follow_up_editions"]
# What is derived from what is public, brought up to date when it changes: called with the thing, in its transaction.
AFTER_PUBLICATION = [
    "followups.publishing.after_publication",
    "followups.overview.after_publication",
    "pledges.search.after_publication",
    "followups.search.after_publication",
    "pledges.following.queueing.after_publication",
    "pledges.versions.after_publication",
]
# What `manage.py rebuild` derives anew: (everything, or only what is missing) -> (what, how many).
REBUILT = [
    "followups.overview.rebuild",
    "pledges.gazetteer.rebuild",
    "pledges.search.rebuild",
    "followups.search.rebuild",
    "portal.search.indexing.rebuild",
]
# The datasets of open data, in order: () -> [portal.opendata.datasets.Dataset]; and what tells that one has changed.
OPEN_DATA = ["pledges.opendata.datasets", "followups.opendata.datasets"]
OPEN_DATA_VERSION = ["pledges.opendata.versions.version"]
# What time and which län it tells of, and when something last changed: () -> (first, last, länskoder, day).
OPEN_DATA_REACH = ["pledges.opendata.versions.reach"]
# Questions to the API, and searches, that one connection may ask in a minute; 0 for any number.
API_PER_MINUTE = env.integer("API_PER_MINUTE", 600)
SEARCH_PER_MINUTE = env.integer("SEARCH_PER_MINUTE", 300)
# What `make bench` measures: () -> {name: Task}; and compares: () -> [Comparison]. Both of portal.measured.
MEASURED, COMPARED = ["followups.measuring.tasks"], ["followups.measuring.comparisons"]
MEASURED_PDFS = ["followups.measuring.documents"]  # many of them: () -> HTML after HTML
# The parts of the site map, by name; and what no robot should walk.
SITEMAPS = ["pledges.sitemaps.parts", "followups.sitemaps.parts"]
NOT_FOR_ROBOTS = ["/sok/", "/oppna-data/allt.zip", "/api/"]
# All addresses where the public is answered, in order of how much they are read: () -> paths.
PUBLIC_ADDRESSES = [
    "pledges.public_addresses.municipalities",
    "pledges.public_addresses.country",
    "followups.public_addresses.country",
    "pledges.public_addresses.belongings",
    "followups.public_addresses.belongings",
    "portal.opendata.addresses.public_addresses",
    "portal.public_addresses.duties",
]
# What an unknown address may have meant: path -> [(text, address)].
SUGGESTIONS = ["pledges.pages.listing.suggestions_for_path"]
# More pages of the back office: (site) -> [routes].
OFFICE_URLS = ["followups.admin.exports.routes", "followups.admin.board.views.routes", "pledges.admin.status.routes"]
# What the nightly sweep does: () -> a Swedish line that tells. In order, and with `kept` beside it, told to the public.
SWEEPS = [
    "pledges.feedback.sweep",
    "pledges.following.forgetting.sweep",
    "portal.accounts.lockout.sweep",
    "pledges.forgetting.sweep",
    "followups.reminders.forgetting.sweep",
    "followups.exports.sweeping.sweep",
    "portal.limits.sweep",
    "pledges.orphans.sweep",
    "portal.previews.serving.sweep",
    "portal.search.indexing.sweep",
    "portal.store.sweeping.sweep",
]
# What `manage.py verify` looks through: () -> portal.backup.verifying.Verified.
VERIFIED = [
    "portal.backup.verifying.stored_files",
    "portal.backup.verifying.foreign_keys",
    "pledges.verifying.editions",
    "pledges.verifying.sealed_editions",
    "pledges.orphans.verified_files",
    "followups.verifying.editions",
    "followups.verifying.activities",
    "followups.verifying.overviews",
]

# --- data ---------------------------------------------------------------------------------------

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "portal.User"
MEDIA_ROOT = env.files_folder()
STORAGE_COPIES_MB = env.integer("STORAGE_COPIES_MB", 5000)  # of this machine's copies of shared files
# The largest PDF that an editor may upload.
DOCUMENT_MAX_MB = env.integer("DOCUMENT_MAX_MB", 25)
# What one account may upload in 24 hours, and what all documents may take up on the disk.
UPLOADS_DAY_MB = env.integer("UPLOADS_DAY_MB", 250)
UPLOADS_TOTAL_MB = env.integer("UPLOADS_TOTAL_MB", 20_000)
# No MEDIA_URL: files are reached through views that check that they are published.

# What no backup holds, by table: what ends with the day anyway, or would let somebody in who has the file.
BACKUP_LEAVES_OUT = [
    "django_session",  # all sign in anew
    "portal_loginattempt",
    "portal_limitedact",
    "portal_pace",
    "django_tasks_database_dbtaskresult",  # letters and reminders are found by their rows, exports are asked for anew
    "followups_export",
]
BACKUP_LEAVES_OUT_FOLDERS = ["exports", "health"]

# Whether published pages are kept on the disk as they were rendered, and what they may take up there.
PAGE_STORE = env.flag("PAGE_STORE", True)
PAGE_STORE_MB = env.integer("PAGE_STORE_MB", 2000)

# Reports are due this many months after the tertial has ended (domain: "Coverage").
REPORT_DUE_MONTHS = env.integer("REPORT_DUE_MONTHS", 1)

# --- work that takes time: on a queue in the database, done by manage.py db_worker --------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EXPORT_KEPT_DAYS = env.integer("EXPORT_KEPT_DAYS", 14)
FEEDBACK_KEPT_DAYS = env.integer("FEEDBACK_KEPT_DAYS", 90)

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
            "builtins": [
                "portal.templatetags.addresses",
                "portal.templatetags.charts",
                "portal.templatetags.components",
                "portal.templatetags.drawings",
                "portal.templatetags.sharing",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = None if DEVELOPMENT else DATA_DIR / "static"  # collected in production, found where they lie else
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": env.storage(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "ttf", "woff2")  # compressed already; ttf is for PDFs alone

# --- signing in; the rest of it in portal/accounts/configuration.py ---------------------------------

# Words that a password may not be made of.
PASSWORD_WORDS = ["pledges.models.municipality.names"]
# What an account may do: when the answer changes, its sessions get new keys.
ACCOUNT_RIGHTS = ["pledges.permissions.rights_of"]
# What one chooses on one's own page: (account, data or None) -> a form with `key`, `heading`, `done` and `save()`.
ACCOUNT_CHOICES = ["followups.reminders.choices.ReminderChoices"]

# --- mail -----------------------------------------------------------------------------------------

vars().update(env.mail())
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.string("EMAIL_FROM", env.sender())

# --- security -----------------------------------------------------------------------------------

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
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_NAME = "__Host-portal" if HTTPS else "portal"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FILES = 10  # a form has one or two
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a pledge with 60 activities and all its sections in one form

# --- what operators call themselves ----------------------------------------------------------------

PORTAL_NAME = env.string("PORTAL_NAME", "Medborgarlöften")
PORTAL_OWNER = env.string("PORTAL_OWNER", "Den som driver portalen")  # named in the accessibility statement
PORTAL_OWNER_TYPE = env.owner_type()  # of publisher, in the catalogue of open data
PORTAL_OWNER_NUMBER = env.string("PORTAL_OWNER_NUMBER", "")  # organisationsnummer, in the same catalogue
CONTACT_PHONE = env.string("CONTACT_PHONE", "")
CONTACT_ADDRESS = env.postal_address()
CONTACT_EMAIL = env.string("CONTACT_EMAIL", "")  # shown in the footer when there is one
