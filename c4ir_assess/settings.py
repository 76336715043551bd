"""All settings. What an operator may change comes from the environment; .env.example lists every variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from c4ir_assess import environment, logo, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()

# --- Where and how the product is reached -------------------------------------------------------
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY")
if not SECRET_KEY and DEBUG:
    SECRET_KEY = "only-for-debugging-on-this-machine-never-for-real-data"  # noqa: S105 -- refused outside DEBUG, below
if len(SECRET_KEY) < 50:  # noqa: PLR2004 -- the length that Django's own deploy check asks for
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters; ./bin/run makes one in its data folder")
BASE_URL = environment.origin("BASE_URL", "http://127.0.0.1:8000")
IS_HTTPS = urlsplit(BASE_URL).scheme == "https"
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or [urlsplit(BASE_URL).hostname or "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS") or [BASE_URL]
TRUSTED_PROXIES = environment.integer("TRUSTED_PROXIES", 0)
if IS_HTTPS and TRUSTED_PROXIES < 1:
    raise ImproperlyConfigured(
        "BASE_URL is https, so TRUSTED_PROXIES must be at least 1: the web server here speaks http alone, a proxy in "
        "front of it ends TLS"
    )
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ROOT_URLCONF = "c4ir_assess.urls"
WSGI_APPLICATION = "c4ir_assess.wsgi.application"

# --- Who runs it. Empty: every page and every PDF says that this is a demonstration --------------
OPERATOR_NAME = environment.text("OPERATOR_NAME")
OPERATOR_LOGO = logo.read(environment.text("OPERATOR_LOGO"), operator=OPERATOR_NAME)
OPERATOR_HOTLINE = environment.text("OPERATOR_HOTLINE")
OPERATOR_EMAIL = environment.text("OPERATOR_EMAIL")
OPERATOR_CONTACT_NAME = environment.text("OPERATOR_CONTACT_NAME")
OPERATOR_ADDRESS = environment.text("OPERATOR_ADDRESS")
OPERATOR_REVIEW_DAYS = environment.integer("OPERATOR_REVIEW_DAYS", 10)
OPERATOR_OBJECTION_DAYS = environment.integer("OPERATOR_OBJECTION_DAYS", 5)
OPERATOR_SECOND_OPINION_SHARE = environment.share("OPERATOR_SECOND_OPINION_SHARE", "0")
OPERATOR_SINGLE_REVIEWER = environment.flag("OPERATOR_SINGLE_REVIEWER", default=False)
OPERATOR_BACKUP_DAYS = environment.integer("OPERATOR_BACKUP_DAYS", 30)
OPERATOR_PROMISE = environment.text("OPERATOR_PROMISE")
OPERATOR_PROMISE_EN = environment.text("OPERATOR_PROMISE_EN")
# What the numbers of issued reports begin with, and the PKCS#12 file that signs them. Empty: they are not signed.
OPERATOR_REPORT_PREFIX = environment.text("OPERATOR_REPORT_PREFIX")
SIGNING_CERTIFICATE = environment.text("SIGNING_CERTIFICATE")
SIGNING_PASSWORD = environment.text("SIGNING_PASSWORD")

# --- Parts ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "c4ir_assess.jobs",
    "c4ir_assess.audit",
    "accounts",
    "questionnaires",
    "assessments",
    "evidence",
    "opinions",
    "programmes",
    "authoring",
    "reviews",
    "reports",
    "notices",
    "privacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "c4ir_assess.logs.RequestLogMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "c4ir_assess.caching.PrivateResponsesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.gate.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.operator",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data ----------------------------------------------------------------------------------------
DATABASES = {"default": environment.database(environment.text("DATABASE_URL") or f"sqlite:///{DATA_DIR}/db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, because a request must never wait on the broker; only sign-in throttling uses it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Django culls at 300 entries: a few hundred made-up addresses would wash away the counters of attempts.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# The frameworks that firms can start, each in its newest published version; the first one is the one that is proposed.
FRAMEWORKS_OFFERED = environment.words("FRAMEWORKS_OFFERED") or ["c4ir-smc"]
DEFAULT_FRAMEWORK = FRAMEWORKS_OFFERED[0]

# In whose terms a result is shown too, in this order: keys of the framework's crosswalks and ids of its drafts.
CROSSWALKS = environment.words("CROSSWALKS", "qd-1567-sme,impuls,cmmm,dmat,siri")

# --- Files ---------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# What firms show beside their answers: how much of it, and who looks for viruses in it. Empty: nobody does.
EVIDENCE_FILE_BYTES = environment.integer("EVIDENCE_FILE_MB", 10) * 1024 * 1024
EVIDENCE_FILES = environment.integer("EVIDENCE_FILES", 60)
EVIDENCE_TOTAL_BYTES = environment.integer("EVIDENCE_TOTAL_MB", 200) * 1024 * 1024
EVIDENCE_MEGAPIXELS = environment.integer("EVIDENCE_MEGAPIXELS", 50)
CLAMD_URL = environment.scanner(environment.text("CLAMD_URL"))

# --- People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# One backend: with Django's own beside it, each wrong password would be hashed twice, half a second each time.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:resume"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = environment.choice("EMAIL_VERIFICATION", "mandatory", {"mandatory", "optional"})
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION == "mandatory"
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_FORMS = {
    "add_email": "accounts.entrance_forms.AddEmailForm",
    "change_email": "accounts.entrance_forms.ChangeEmailForm",
    "change_password": "accounts.entrance_forms.ChangePasswordForm",
    "confirm_email_verification_code": "accounts.entrance_forms.ConfirmEmailVerificationCodeForm",
    "confirm_login_code": "accounts.entrance_forms.ConfirmLoginCodeForm",
    "confirm_password_reset_code": "accounts.entrance_forms.ConfirmPasswordResetCodeForm",
    "login": "accounts.entrance_forms.LoginForm",
    "reauthenticate": "accounts.entrance_forms.ReauthenticateForm",
    "request_login_code": "accounts.entrance_forms.RequestLoginCodeForm",
    "reset_password": "accounts.entrance_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance_forms.ResetPasswordKeyForm",
    "set_password": "accounts.entrance_forms.SetPasswordForm",
    "signup": "accounts.entrance_forms.SignupForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
# Beside django-allauth's limits for passwords: three guesses a code, so ten codes an hour are thirty in a million.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "verify_phone": "2/m/user,1/30s/key,5/h/key,20/h/ip",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "accounts:front_door"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# A second factor for the staff, who read what firms entrust to them. Anybody else may have one.
STAFF_SECOND_FACTOR = environment.choice("STAFF_SECOND_FACTOR", "mandatory", {"mandatory", "optional"})
if IS_HTTPS and STAFF_SECOND_FACTOR == "optional":
    raise ImproperlyConfigured(
        "BASE_URL is https, so STAFF_SECOND_FACTOR must be mandatory; optional is for demonstrations"
    )
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.second_factor.forms.ActivateForm",
    "authenticate": "accounts.second_factor.forms.AuthenticateForm",
    "reauthenticate": "accounts.second_factor.forms.ReauthenticateForm",
    "add_webauthn": "accounts.second_factor.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.second_factor.forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.second_factor.forms.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "accounts.second_factor.forms.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "C4IR Assess"
MFA_TOTP_TOLERANCE = 1  # half a minute of a slow hand or a wrong clock

# --- E-mail --------------------------------------------------------------------------------------
MAILERS = {"default": environment.email(environment.text("EMAIL_URL", "file:"))}
if IS_HTTPS and MAILERS["default"]["BACKEND"] == environment.PRINTED_MAIL:
    raise ImproperlyConfigured(
        "BASE_URL is https, so EMAIL_URL must be a mail server such as smtp+tls://user:password@host: file: prints the "
        "codes people sign in with"
    )
# Short messages to mobile numbers; without a sender numbers are noted and codes go by e-mail.
SMS_SENDER = environment.sms_sender(environment.text("SMS_SENDER"))
SMS_GATEWAY_ADDRESS = environment.text("SMS_GATEWAY_ADDRESS")
if SMS_SENDER == "smtp" and "{number}" not in SMS_GATEWAY_ADDRESS:
    raise ImproperlyConfigured("SMS_SENDER=smtp needs SMS_GATEWAY_ADDRESS, such as {number}@sms.example.org")
if IS_HTTPS and SMS_SENDER == "console":
    raise ImproperlyConfigured("BASE_URL is https, so SMS_SENDER must not be console: it prints the codes")
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "C4IR Assess <no-reply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["c4ir_assess.formats"]
USE_THOUSAND_SEPARATOR = True
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- Security ------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

# --- Jobs: the database is the truth, the broker only wakes workers up ----------------------------
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
JOBS_CELERY_APP = "c4ir_assess.celery.app"
CELERY_BROKER_URL = environment.broker(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
    "queue_order_strategy": "c4ir_assess.jobs.turns:InOrder",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# In the order of their turn: what somebody waits for comes before work by the hundred.
CELERY_TASK_QUEUES: dict[str, dict[str, Any]] = {"score": {}, "report": {}, "batch": {}}
JOBS_PATIENT_QUEUES = {"batch"}
JOBS_DAILY = ["audit.write_heads", "notices.remind"]  # enqueued once a day, without arguments
CELERY_TASK_DEFAULT_QUEUE = "score"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
# Each holds fonts and stylesheets, under 250 MB; a third one would take the cores from those who answer.
CELERY_WORKER_CONCURRENCY = environment.count("REPORT_PROCESSES", min(2, os.cpu_count() or 1))
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A worker at work holds no second job back: whoever comes meanwhile may have precedence.
CELERY_WORKER_DISABLE_PREFETCH = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 250_000  # in kB; a net: what a process holds does not grow with its reports
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Concerns tasks acknowledged late, of which there are none; unset, Celery warns at each reconnection.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True

# --- Logs ----------------------------------------------------------------------------------------
LOGGING = logs.configuration(as_json=not DEBUG)
